// Describe documents that no text holds.
UNWIND $rows AS row
MATCH (d:Document {id: row.id, status: 'cited'})
SET d = row
