// Delete the logs of files whose text changed; one that was only read by other rules keeps its log.
// (:File)-[:LOGS]->(:Relinking)
UNWIND $paths AS path
MATCH (t:Content {path: path})
WHERE t.next_text <> t.text
MATCH (:File {path: path})-[:LOGS]->(r:Relinking)
WITH collect(r) AS several
UNWIND several AS r
DETACH DELETE r
