// name: find_document
// question: Which documents have this id or this symbol?
// question.vi: Những văn bản nào có mã này hoặc số ký hiệu này?
// parameter: text | str | required | 05-CT/TW | id or symbol, letter case ignored | mã hoặc số ký hiệu, không phân biệt hoa thường
// columns: id, symbol, name, type, title, issued_on date, issuer, status
MATCH (d:Document)
WHERE d.id = $text OR toUpper(d.symbol) = toUpper($text)
RETURN d.id AS id, d.symbol AS symbol, d.name AS name, d.type AS type, d.title AS title,
       d.issued_on AS issued_on, d.issuer AS issuer, d.status AS status
ORDER BY issued_on, id
