// name: order
// question: Which documents break the order of their series, in which numbers and dates rise together?
// question.vi: Số và ngày của văn bản nào phá vỡ thứ tự của dãy, trong đó số và ngày cùng tăng?
// columns: cited, cited_symbol, issuer, period, type_code, number, issued_on date, status, witnesses int, stating
// (:Document {issuer_id, period, type_code, number, issued_on}), with the first citation that states the date
MATCH (d:Document)
WHERE d.issued_on IS NOT NULL AND d.number IS NOT NULL AND d.unknown IS NULL
RETURN d.id AS cited, d.symbol AS cited_symbol, d.issuer_id AS issuer, d.period AS period, d.type_code AS type_code, d.number AS number,
       d.issued_on AS issued_on, d.status AS status,
       COUNT { (d)<-[:REFERS_TO]-(:Citation {stated_date: d.issued_on}) } AS witnesses,
       COLLECT { MATCH (d)<-[:REFERS_TO]-(c:Citation {stated_date: d.issued_on})<-[:MAKES]-(s:Document)
                 RETURN {document: s.id, symbol: s.symbol, citation: c.id} ORDER BY s.id, c.start LIMIT 1 } AS stating
ORDER BY cited
