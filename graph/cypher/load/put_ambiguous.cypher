// Create the citations that documents make and that may refer to several documents.
// (:Document)-[:MAKES]->(:Citation)-[:MAY_REFER_TO {score}]->(:Document)
UNWIND $rows AS row
MATCH (d:Document {id: row.document})
CREATE (d)-[:MAKES]->(c:Citation {id: row.id})
SET c += row.properties
WITH c, row
UNWIND row.candidates AS candidate
MATCH (t:Document {id: candidate.target})
CREATE (c)-[:MAY_REFER_TO {score: candidate.score}]->(t)
