// name: of_body
// question: Which documents did this body issue, also if it shares its series with others, as Ban Bí thư shares TW?
// question.vi: Cơ quan này đã ban hành những văn bản nào, kể cả khi dùng chung ký hiệu như Ban Bí thư với TW?
// parameter: body | str | required | Ban Bí thư | name of the body | tên cơ quan
// columns: id, symbol, name, type, title, issued_on date, issuer, issuer_words, status
// table: symbol, issued_on, issuer, title
// (:Document); `issuer_words` is the body within the series of `issuer`
MATCH (d:Document)
WHERE d.issuer_words = $body OR d.issuer = $body
RETURN d.id AS id, d.symbol AS symbol, d.name AS name, d.type AS type, d.title AS title, d.issued_on AS issued_on,
       d.issuer AS issuer, d.issuer_words AS issuer_words, d.status AS status
ORDER BY issued_on, id
