// Mark which file of a document is primary.
UNWIND $rows AS row
MATCH (:File {path: row.path})-[h:HOLDS]->(:Document {id: row.document})
SET h.primary = row.primary
