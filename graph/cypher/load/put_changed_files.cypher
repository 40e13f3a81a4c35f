// Write what is known of files that the graph holds.
UNWIND $rows AS row
MATCH (f:File {path: row.path})
SET f += row
