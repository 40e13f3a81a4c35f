// Return the primary file of documents, for findings without a citation.
// (:File)-[:HOLDS {primary: true}]->(:Document)
UNWIND $ids AS id
MATCH (:Document {id: id})<-[:HOLDS {primary: true}]-(f:File)
RETURN id, f.path AS file
