UNWIND $paths AS path
MATCH (f:File {path: path})
DETACH DELETE f
