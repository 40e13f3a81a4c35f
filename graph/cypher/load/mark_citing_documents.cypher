// Let files be linked again that cite documents.
// (:File)-[:HOLDS]->(:Document)-[:MAKES]->(:Citation)-[:REFERS_TO]->(:Document)
UNWIND $ids AS id
MATCH (:Document {id: id})<-[:REFERS_TO]-(c:Citation)<-[:MAKES]-(:Document)<-[:HOLDS {primary: true}]-(f:File)
WHERE f.state IS NULL
SET f.state = 'link'
