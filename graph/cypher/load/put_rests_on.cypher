// Join files to the groups that may place them.
// (:File)-[:RESTS_ON]->(:Group)
UNWIND $rows AS row
MATCH (f:File {path: row.path}), (g:Group {id: row.group})
CREATE (f)-[:RESTS_ON]->(g)
