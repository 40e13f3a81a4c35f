// Return what files add to the graph, packed.
UNWIND $paths AS path
MATCH (f:File {path: path})
RETURN f.path AS path, f.sha256 AS sha256, f.contribution AS contribution
