// Give a file another path, if no other file holds its document: the path decides which of several files counts.
// (:File)-[:HOLDS]->(:Document)
MATCH (f:File {path: $before}), (t:Content {path: $before})
WHERE coalesce(f.state, '') <> 'leave' AND NOT EXISTS { MATCH (:File {path: $path}) }
  AND NOT EXISTS { MATCH (f)-[:HOLDS]->(:Document)<-[:HOLDS]-(other:File) WHERE other.path <> $before }
SET f.path = $path, t.path = $path
RETURN f.path AS path
