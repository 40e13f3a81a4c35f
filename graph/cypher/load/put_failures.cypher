// Write why files could not be read; what they held before stays.
UNWIND $rows AS row
MERGE (f:File {path: row.path})
SET f += row, f.rules = coalesce(f.rules, $rules)
MERGE (:Content {path: row.path})
