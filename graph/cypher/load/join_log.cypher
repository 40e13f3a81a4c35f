// Join citations that were written again to the log of their file.
// (:File)-[:LOGS]->(:Relinking)<-[:RELINKED]-(:Citation)
UNWIND $paths AS path
MATCH (:File {path: path})-[:LOGS]->(r:Relinking)
MATCH (c:Citation {id: r.citation})
CREATE (c)-[:RELINKED]->(r)
