// name: failed
// question: Which files could not be read?
// question.vi: Những tệp nào không đọc được?
// columns: document, symbol, file, failure
// (:File {status: 'failed'}), and the document that it held when it could be read
MATCH (f:File {status: 'failed'})
OPTIONAL MATCH (f)-[:HOLDS]->(d:Document)
RETURN coalesce(d.id, '') AS document, d.symbol AS symbol, f.path AS file, f.failure AS failure
ORDER BY file
