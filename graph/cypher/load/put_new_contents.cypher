// Create what was read from files.
UNWIND $rows AS row
CREATE (t:Content {path: row.path})
SET t += row
