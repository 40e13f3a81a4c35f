// Create CITES edges.
// (:Document)-[:CITES {mentions, confidence}]->(:Document)
UNWIND $rows AS row
MATCH (s:Document {id: row.document}), (t:Document {id: row.target})
CREATE (s)-[:CITES {mentions: row.properties.mentions, confidence: row.properties.confidence}]->(t)
