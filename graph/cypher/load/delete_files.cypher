// Delete files with all their edges.
UNWIND $paths AS path
MATCH (f:File {path: path})
DETACH DELETE f
