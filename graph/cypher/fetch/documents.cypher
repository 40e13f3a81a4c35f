// Return the properties of documents.
UNWIND $ids AS id
MATCH (d:Document {id: id})
RETURN id, properties(d) AS properties
