// Join parts of registers to the documents that they list.
// (:File)-[:LISTS]->(:Document)
UNWIND $rows AS row
MATCH (f:File {path: row.path}), (d:Document {id: row.target})
CREATE (f)-[r:LISTS]->(d)
SET r += row.properties
