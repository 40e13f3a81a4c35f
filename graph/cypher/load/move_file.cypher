// Give a file another path, in a folder or in an archive, if no other file holds its document: the path decides which of several counts.
// (:File)-[:HOLDS]->(:Document)
MATCH (f:File {path: $before}), (t:Content {path: $before})
WHERE coalesce(f.state, '') <> 'leave' AND NOT EXISTS { MATCH (:File {path: $path}) }
  AND NOT EXISTS { MATCH (f)-[:HOLDS]->(:Document)<-[:HOLDS]-(other:File) WHERE other.path <> $before }
SET f.path = $path, t.path = $path, f.archive = $archive, f.size = $size, f.modified = $modified
RETURN f.path AS path
