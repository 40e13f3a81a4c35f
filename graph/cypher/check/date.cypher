// name: date
// question: Where is a document dated differently than it dates itself, or than most texts date it?
// question.vi: Chỗ nào ghi ngày của văn bản khác với ngày trên chính văn bản đó, hoặc khác với đa số văn bản khác?
// columns: document, symbol, citation, cited, cited_symbol, stated_date date, issued_on date, status, listed_by
// (:Document)-[:MAKES]->(:Citation {stated_date})-[:REFERS_TO]->(:Document {issued_on}); all dated citations where any two dates differ
MATCH (t:Document)<-[:REFERS_TO]-(c:Citation)
WHERE c.stated_date IS NOT NULL
WITH t, collect(DISTINCT c.stated_date) AS dates
WHERE size(dates) > 1 OR dates[0] <> t.issued_on
MATCH (t)<-[:REFERS_TO]-(c:Citation)<-[:MAKES]-(s:Document)
WHERE c.stated_date IS NOT NULL
RETURN s.id AS document, s.symbol AS symbol, c.id AS citation,
       t.id AS cited, coalesce(t.symbol, t.name) AS cited_symbol, c.stated_date AS stated_date, t.issued_on AS issued_on,
       t.status AS status,
       CASE WHEN t.catalogue IS NOT NULL THEN 'catalogue'
            WHEN EXISTS { (:File)-[:LISTS]->(t) } THEN 'register' END AS listed_by
ORDER BY document, c.start
