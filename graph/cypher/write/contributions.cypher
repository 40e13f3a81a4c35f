UNWIND $paths AS path
MATCH (f:File {path: path})
RETURN f.path AS path, f.contribution AS contribution
