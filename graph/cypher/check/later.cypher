// name: later
// question: Which documents cite, implement or amend a document issued later?
// question.vi: Văn bản nào dẫn chiếu, thực hiện, sửa đổi hoặc thay thế một văn bản ban hành sau nó?
// columns: document, symbol, citation, relation, source, source_symbol, source_on date, cited, cited_symbol, cited_on date
// (s:Document)-[:MAKES]->(:Citation)-[:REFERS_TO]->(t:Document), t issued after s; and relations that a text states between two others
MATCH (s:Document)-[:MAKES]->(c:Citation)-[:REFERS_TO]->(t:Document)
WHERE t.issued_on > s.issued_on
RETURN s.id AS document, s.symbol AS symbol, c.id AS citation, coalesce(c.relation, 'CITES') AS relation,
       s.id AS source, coalesce(s.symbol, s.name) AS source_symbol, s.issued_on AS source_on,
       t.id AS cited, coalesce(t.symbol, t.name) AS cited_symbol, t.issued_on AS cited_on
UNION ALL
MATCH (a:Document)-[r:BASED_ON|IMPLEMENTS|AMENDS|REPLACES|REPEALS|GUIDES|REVIEWS]->(t:Document)
WHERE t.issued_on > a.issued_on AND r.stated_by <> a.id
MATCH (s:Document {id: r.stated_by})
RETURN s.id AS document, s.symbol AS symbol, r.citations[0] AS citation, type(r) AS relation,
       a.id AS source, coalesce(a.symbol, a.name) AS source_symbol, a.issued_on AS source_on,
       t.id AS cited, coalesce(t.symbol, t.name) AS cited_symbol, t.issued_on AS cited_on
