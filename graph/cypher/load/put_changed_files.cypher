// Write what was read of files that the graph holds; their texts stay until they are linked.
UNWIND $rows AS row
MATCH (f:File {path: row.path})
SET f += row
