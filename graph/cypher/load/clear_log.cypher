// Delete the logs of files whose text changed.
// (:File)-[:LOGS]->(:Relinking)
UNWIND $paths AS path
MATCH (:File {path: path})-[:LOGS]->(r:Relinking)
WITH collect(r) AS several
UNWIND several AS r
DETACH DELETE r
