// Return what files state about documents.
UNWIND $paths AS path
MATCH (:File {path: path})-[s:DESCRIBES]->(d:Document)
RETURN path, d.id AS id, properties(s) AS description
