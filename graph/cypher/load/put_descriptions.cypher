// Write what files state about documents.
// (:File)-[:DESCRIBES]->(:Document)
UNWIND $rows AS row
MATCH (f:File {path: row.path}), (d:Document {id: row.id})
CREATE (f)-[s:DESCRIBES]->(d)
SET s += row.description
