// name: most_cited
// question: Which documents are cited by the most other documents?
// question.vi: Những văn bản nào được nhiều văn bản khác dẫn chiếu nhất?
// parameter: status | one of loaded cited | '' | cited | only 'loaded', or only 'cited' (known only from citations) | chỉ 'loaded' (đã nạp) hoặc 'cited' (chỉ được dẫn chiếu)
// parameter: limit | int 0..1000000 | 20 | 10 | how many | số lượng
// columns: id, symbol, name, type, title, issued_on date, issuer, status, cited_by int, mentions int
// table: symbol, issued_on, issuer, cited_by, mentions
// (:Document)-[:CITES {mentions}]->(:Document)
MATCH (s:Document)-[r:CITES]->(d:Document)
WHERE $status = '' OR d.status = $status
WITH d, count(s) AS cited_by, sum(r.mentions) AS mentions
RETURN d.id AS id, d.symbol AS symbol, d.name AS name, d.type AS type, d.title AS title, d.issued_on AS issued_on,
       d.issuer AS issuer, d.status AS status, cited_by, mentions
ORDER BY cited_by DESC, mentions DESC, id
LIMIT $limit
