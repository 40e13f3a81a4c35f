// Create the citations that documents make.
// (:Document)-[:MAKES]->(:Citation)
UNWIND $rows AS row
MATCH (d:Document {id: row.document})
CREATE (d)-[:MAKES]->(c:Citation {id: row.id})
SET c += row.properties
