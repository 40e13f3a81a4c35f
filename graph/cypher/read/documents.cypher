// name: documents
// question: Which documents are in the graph?
// question.vi: Đồ thị có những văn bản nào?
// parameter: limit | int 0..1000000 | 100000 | 1000 | how many | số lượng
// columns: id, kind, symbol, name, type, title, issued_on date, issuer, level, province, status
// table: symbol, issued_on, issuer, title
MATCH (d:Document)
RETURN d.id AS id, d.kind AS kind, d.symbol AS symbol, d.name AS name, d.type AS type, d.title AS title, d.issued_on AS issued_on,
       d.issuer AS issuer, d.level AS level, d.province AS province, d.status AS status
ORDER BY id
LIMIT $limit
