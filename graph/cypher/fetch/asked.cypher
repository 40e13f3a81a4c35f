// Return the groups that citations of documents ask, and those that hold the documents.
// (:Document)-[:MAKES]->(:Citation)-[:ASKS]->(:Group)
UNWIND $ids AS id
MATCH (:Document {id: id})-[:MAKES]->(:Citation)-[:ASKS]->(g:Group)
RETURN DISTINCT g.id AS id
