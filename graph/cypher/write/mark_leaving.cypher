// A file that leaves loses its sha256 first: nobody else changes it from then on.
UNWIND $paths AS path
MATCH (f:File {path: path})
SET f.sha256 = null
WITH f
OPTIONAL MATCH (f)-[h:HOLDS]->(d:Document)
RETURN f.path AS path, d.id AS document, h.primary AS primary
