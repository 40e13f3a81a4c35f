// Create missing documents, lock all and return their properties.
// Setting a property takes the write lock: what is read from here on stays true until the end of the transaction.
UNWIND $ids AS id
MERGE (d:Document {id: id})
ON CREATE SET d.status = 'cited'
SET d.id = id
WITH d
RETURN d.id AS id, properties(d) AS properties
