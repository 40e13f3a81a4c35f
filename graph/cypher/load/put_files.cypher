// Write files that were read and return the documents that they held before; `changed` files held another text.
// (:File)-[:HOLDS]->(:Document)
UNWIND $rows AS row
MERGE (f:File {path: row.path})
WITH f, row, coalesce(f.sha256 <> row.sha256, false) AS changed
SET f.sha256 = row.sha256, f.metadata = row.metadata, f.rules = row.rules, f.text = row.text, f.register = row.register, f.part = row.part,
    f.reading = row.reading, f.contribution = row.contribution
WITH f, changed
OPTIONAL MATCH (f)-[h:HOLDS]->(d:Document)
RETURN f.path AS path, d.id AS document, h.primary AS primary, changed
