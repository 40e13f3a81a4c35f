// Delete files with their logs and all their edges.
// (:File)-[:LOGS]->(:Relinking)
UNWIND $paths AS path
MATCH (f:File {path: path})
OPTIONAL MATCH (f)-[:LOGS]->(r:Relinking)
WITH collect(DISTINCT f) + collect(r) AS several
UNWIND several AS node
DETACH DELETE node
