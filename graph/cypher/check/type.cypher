// name: type
// question: Where does the word for the type not fit the symbol beside it?
// question.vi: Chỗ nào tên loại văn bản không khớp với số ký hiệu ghi bên cạnh?
// columns: document, symbol, citation, type, cited_symbol
// (:Document)-[:MAKES]->(:Citation {type: 'Chỉ thị', symbol: '40-KH/TU'})
MATCH (s:Document)-[:MAKES]->(c:Citation {kind: 'numbered'})
WHERE c.type IS NOT NULL AND c.symbol IS NOT NULL
RETURN s.id AS document, s.symbol AS symbol, c.id AS citation,
       c.type AS type, c.symbol AS cited_symbol
ORDER BY document, c.start
