// name: key
// question: Which documents are cited by symbols that cannot both be theirs?
// question.vi: Văn bản nào được dẫn chiếu bằng những số ký hiệu không thể cùng là của nó?
// columns: document, symbol, citation, cited, cited_symbol, known
// (:Document)-[:MAKES]->(:Citation {symbol})-[:REFERS_TO]->(:Document {symbol})
MATCH (s:Document)-[:MAKES]->(c:Citation {kind: 'numbered'})-[:REFERS_TO]->(t:Document)
WHERE c.symbol <> t.symbol
RETURN s.id AS document, s.symbol AS symbol, c.id AS citation, t.id AS cited, c.symbol AS cited_symbol, t.symbol AS known
ORDER BY document, c.start
