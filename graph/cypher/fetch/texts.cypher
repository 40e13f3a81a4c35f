// Return the texts of files.
UNWIND $paths AS path
MATCH (f:File {path: path})
RETURN path, f.text AS text
