// Give a file another path, if no other file holds its document: the path decides which of several files counts.
// (:File)-[:HOLDS]->(:Document)
MATCH (f:File {path: $before})-[:HOLDS]->(d:Document)
WHERE f.state IS NULL AND NOT EXISTS { (:File {path: $path}) } AND COUNT { (d)<-[:HOLDS]-(:File) } = 1
SET f.path = $path
RETURN f.path AS path
