// name: find_symbol
// question: Which documents have this symbol, ignoring case and leading zeros?
// question.vi: Những văn bản nào có số ký hiệu này, không phân biệt hoa thường và số 0 đứng đầu?
// parameter: text | str | required | 05-ct/tw | symbol | số ký hiệu
// columns: id, symbol, name, type, title, issued_on date, issuer, status
// table: id, symbol, issued_on, title
// both are padded with zeros to the same length
WITH '000000000000000000000000000000000000000000000000000000000000' AS zeros
MATCH (d:Document)
WHERE right(zeros + toUpper(d.symbol), 60) = right(zeros + toUpper($text), 60)
RETURN d.id AS id, d.symbol AS symbol, d.name AS name, d.type AS type, d.title AS title,
       d.issued_on AS issued_on, d.issuer AS issuer, d.status AS status
ORDER BY issued_on, id
