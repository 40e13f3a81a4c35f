// name: year
// question: Where does a symbol hold one year and the date beside it another?
// question.vi: Chỗ nào năm trong số ký hiệu khác với năm của ngày ban hành ghi bên cạnh?
// columns: document, symbol, citation, dated_symbol, stated_date date
// (:Document)-[:MAKES]->(:Citation {symbol: '87/2007/NĐ-CP', stated_date}), and the headers of the documents themselves
MATCH (s:Document)-[:MAKES]->(c:Citation)
WHERE c.symbol IS NOT NULL AND c.stated_date IS NOT NULL
RETURN s.id AS document, s.symbol AS symbol, c.id AS citation, c.symbol AS dated_symbol, c.stated_date AS stated_date
UNION ALL
MATCH (s:Document {status: 'loaded'})
WHERE s.symbol IS NOT NULL AND s.issued_on IS NOT NULL
RETURN s.id AS document, s.symbol AS symbol, null AS citation, s.symbol AS dated_symbol, s.issued_on AS stated_date
