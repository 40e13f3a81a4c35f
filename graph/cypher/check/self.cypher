// name: self
// question: Which documents state a relation to themselves?
// question.vi: Văn bản nào nêu quan hệ của chính nó với chính nó?
// columns: document, symbol, issued_on date, file, sha256, reading, linked
// (:File)-[:HOLDS]->(:Document {self_citations}); a citation of the own symbol makes no node: it is found in the stored reading
MATCH (f:File)-[:HOLDS {primary: true}]->(d:Document)
WHERE d.symbol IS NOT NULL AND d.self_citations > 0
MATCH (t:Content {path: f.path})
RETURN d.id AS document, d.symbol AS symbol, d.issued_on AS issued_on, f.path AS file, f.sha256 AS sha256, t.reading AS reading,
       COLLECT { MATCH (d)-[:MAKES]->(c:Citation {symbol: d.symbol}) RETURN c.id } AS linked
ORDER BY file
