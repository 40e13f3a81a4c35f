// Return the groups that may place files.
// (:File)-[:RESTS_ON]->(:Group)
UNWIND $paths AS path
MATCH (:File {path: path})-[:RESTS_ON]->(g:Group)
RETURN DISTINCT g.id AS id
