// Describe documents whose text is gone and that are still cited.
UNWIND $rows AS row
MATCH (d:Document {id: row.id})
SET d = row
