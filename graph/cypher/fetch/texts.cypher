// Return the texts of files.
UNWIND $paths AS path
MATCH (t:Content {path: path})
RETURN path, t.text AS text
