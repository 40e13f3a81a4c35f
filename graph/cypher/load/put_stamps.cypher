// Write size and time of change of files whose content is the same.
UNWIND $rows AS row
MATCH (f:File {path: row.path})
SET f.size = row.size, f.modified = row.modified
