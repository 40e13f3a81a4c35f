// name: find_document
// question: Which documents have this id or this symbol?
// question.vi: Những văn bản nào có mã này hoặc số ký hiệu này?
// parameter: text | str | required | 05-CT/TW | id or symbol | mã hoặc số ký hiệu
// columns: id, symbol, name, type, title, issued_on date, issuer, status
// table: id, symbol, issued_on, title
MATCH (d:Document {id: $text})
RETURN d.id AS id, d.symbol AS symbol, d.name AS name, d.type AS type, d.title AS title,
       d.issued_on AS issued_on, d.issuer AS issuer, d.status AS status
UNION
MATCH (d:Document {symbol: $text})
RETURN d.id AS id, d.symbol AS symbol, d.name AS name, d.type AS type, d.title AS title,
       d.issued_on AS issued_on, d.issuer AS issuer, d.status AS status
