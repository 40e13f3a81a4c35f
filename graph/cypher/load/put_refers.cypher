// Join citations to the documents that they refer to.
// (:Citation)-[:REFERS_TO]->(:Document)
UNWIND $rows AS row
MATCH (c:Citation {id: row.citation}), (d:Document {id: row.target})
CREATE (c)-[:REFERS_TO]->(d)
