// name: year
// question: Where does a symbol hold one year and the date beside it another?
// question.vi: Chỗ nào năm trong số ký hiệu khác với năm của ngày ban hành ghi bên cạnh?
// columns: document, symbol, citation, stated, known
// (:Document)-[:MAKES]->(:Citation {symbol: '87/2007/NĐ-CP', stated_date}), and the heads of the documents themselves
MATCH (s:Document)-[:MAKES]->(c:Citation)
WHERE c.symbol =~ '[^/]+/(19|20)[0-9][0-9]/.+' AND c.stated_date IS NOT NULL AND split(c.symbol, '/')[1] <> toString(c.stated_date.year)
RETURN s.id AS document, s.symbol AS symbol, c.id AS citation,
       c.symbol + ' of ' + toString(c.stated_date) AS stated, 'its symbol is of ' + split(c.symbol, '/')[1] AS known
UNION ALL
MATCH (s:Document {status: 'loaded'})
WHERE s.symbol =~ '[^/]+/(19|20)[0-9][0-9]/.+' AND s.issued_on IS NOT NULL AND split(s.symbol, '/')[1] <> toString(s.issued_on.year)
RETURN s.id AS document, s.symbol AS symbol, null AS citation,
       s.symbol + ' of ' + toString(s.issued_on) AS stated, 'its symbol is of ' + split(s.symbol, '/')[1] AS known
