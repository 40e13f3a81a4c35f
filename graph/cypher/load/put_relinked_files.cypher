// Write what files that were linked again add to the graph, and return the documents that they held before.
// (:File)-[:HOLDS]->(:Document)
UNWIND $rows AS row
MATCH (f:File {path: row.path})
SET f.contribution = row.contribution
WITH f
OPTIONAL MATCH (f)-[h:HOLDS]->(d:Document)
RETURN f.path AS path, d.id AS document, h.primary AS primary, false AS changed
