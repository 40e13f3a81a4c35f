// Return the documents that files hold.
UNWIND $paths AS path
MATCH (:File {path: path})-[h:HOLDS]->(d:Document)
RETURN path, d.id AS document, h.primary AS primary
