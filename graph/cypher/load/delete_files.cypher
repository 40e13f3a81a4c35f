// Delete files with what was read from them, their logs and all their edges.
// (:File)-[:LOGS]->(:Relinking)
UNWIND $paths AS path
MATCH (f:File {path: path})
OPTIONAL MATCH (t:Content {path: path})
OPTIONAL MATCH (f)-[:LOGS]->(r:Relinking)
WITH collect(DISTINCT f) + collect(DISTINCT t) + collect(r) AS several
UNWIND several AS node
DETACH DELETE node
