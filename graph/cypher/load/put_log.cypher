// Add to the logs of files which of their citations are resolved differently.
// (:File)-[:LOGS]->(:Relinking)
UNWIND $rows AS row
MATCH (f:File {path: row.path})
CREATE (f)-[:LOGS]->(r:Relinking {id: row.properties.id})
SET r += row.properties
