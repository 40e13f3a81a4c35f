// Create the citations that documents make, each with the document that it refers to.
// (:Document)-[:MAKES]->(:Citation)-[:REFERS_TO]->(:Document)
UNWIND $rows AS row
MATCH (d:Document {id: row.document}), (t:Document {id: row.target})
CREATE (d)-[:MAKES]->(c:Citation {id: row.id})-[:REFERS_TO]->(t)
SET c += row.properties
