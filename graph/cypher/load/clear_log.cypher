// Delete the logs of files whose text changed; one that was only read by other rules keeps its log.
// (:File)-[:LOGS]->(:Relinking)
UNWIND $paths AS path
MATCH (f:File {path: path})-[:LOGS]->(r:Relinking)
WHERE f.next_text <> f.text
WITH collect(r) AS several
UNWIND several AS r
DETACH DELETE r
