// Write what was read from files that the graph holds; their texts stay until they are linked.
UNWIND $rows AS row
MATCH (t:Content {path: row.path})
SET t += row
