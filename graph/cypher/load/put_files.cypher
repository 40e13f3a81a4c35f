// Write files and return the documents that they held before.
// (:File)-[:HOLDS]->(:Document)
UNWIND $rows AS row
MERGE (f:File {path: row.path})
WITH f, row, CASE WHEN coalesce(f.sha256, row.sha256) = row.sha256 THEN coalesce(f.history, []) ELSE [] END AS earlier
SET f.sha256 = row.sha256, f.metadata = row.metadata, f.rules = coalesce(row.rules, f.rules), f.text = coalesce(row.text, f.text), f.reading = row.reading, f.contribution = row.contribution,
    f.history = CASE WHEN size(earlier) + size(row.history) = 0 THEN null ELSE earlier + row.history END
WITH f
OPTIONAL MATCH (f)-[h:HOLDS]->(d:Document)
RETURN f.path AS path, d.id AS document, h.primary AS primary
