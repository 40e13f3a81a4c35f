// Lock files that are removed and return the documents that they hold.
// Clear sha256 first: the write lock keeps other transactions out until commit.
UNWIND $paths AS path
MATCH (f:File {path: path})
SET f.sha256 = null
WITH f
OPTIONAL MATCH (f)-[h:HOLDS]->(d:Document)
RETURN f.path AS path, d.id AS document, h.primary AS primary
