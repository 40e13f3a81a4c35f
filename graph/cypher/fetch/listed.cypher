// Return the documents that parts of registers list.
// (:File)-[:LISTS]->(:Document)
UNWIND $paths AS path
MATCH (:File {path: path})-[:LISTS]->(d:Document)
RETURN DISTINCT d.id AS id
