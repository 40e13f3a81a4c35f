// name: self
// question: Which text relates its own document to itself?
// question.vi: Văn bản nào nêu quan hệ của chính nó với chính nó?
// columns: document, symbol, issued_on date, file, sha256, reading, linked
// (:File {reading})-[:HOLDS]->(:Document); a citation of the own symbol makes no node, so what was read is asked
MATCH (f:File)-[:HOLDS {primary: true}]->(d:Document)
WHERE d.symbol IS NOT NULL AND size(split(f.reading, '"' + d.symbol + '"')) > 2
RETURN d.id AS document, d.symbol AS symbol, d.issued_on AS issued_on, f.path AS file, f.sha256 AS sha256, f.reading AS reading,
       COLLECT { MATCH (d)-[:MAKES]->(c:Citation {symbol: d.symbol}) RETURN c.id } AS linked
ORDER BY file
