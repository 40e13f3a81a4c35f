// Let files hold documents, not yet as primary files.
// (:File)-[:HOLDS {primary}]->(:Document)
UNWIND $rows AS row
MATCH (f:File {path: row.path}), (d:Document {id: row.document})
CREATE (f)-[:HOLDS {primary: false}]->(d)
