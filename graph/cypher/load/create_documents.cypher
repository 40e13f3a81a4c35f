// Create documents.
UNWIND $rows AS row
CREATE (d:Document {id: row.id})
SET d += row
