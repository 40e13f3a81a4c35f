// Write what files state about issuers.
// (:File)-[:DESCRIBES]->(:Issuer)
UNWIND $rows AS row
MATCH (f:File {path: row.path}), (i:Issuer {id: row.id})
CREATE (f)-[s:DESCRIBES]->(i)
SET s += row.description
