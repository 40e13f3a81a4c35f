// Return files whose document is held by another, primary file.
UNWIND $paths AS path
MATCH (f:File {path: path})-[:HOLDS {primary: false}]->(:Document)<-[:HOLDS {primary: true}]-(first:File)
RETURN path, first.path AS first
ORDER BY path
