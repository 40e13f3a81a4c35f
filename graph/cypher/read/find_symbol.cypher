// name: find_symbol
// question: Which documents have this symbol, whatever its capitals?
// question.vi: Những văn bản nào có số ký hiệu này, không phân biệt hoa thường?
// parameter: text | str | required | 05-ct/tw | symbol | số ký hiệu
// columns: id, symbol, name, type, title, issued_on date, issuer, status
MATCH (d:Document)
WHERE toUpper(d.symbol) = toUpper($text)
RETURN d.id AS id, d.symbol AS symbol, d.name AS name, d.type AS type, d.title AS title,
       d.issued_on AS issued_on, d.issuer AS issuer, d.status AS status
ORDER BY issued_on, id
