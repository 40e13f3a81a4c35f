// Create files that were read, not linked yet.
UNWIND $rows AS row
CREATE (f:File {path: row.path})
SET f += row
