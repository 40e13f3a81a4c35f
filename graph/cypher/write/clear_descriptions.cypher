UNWIND $rows AS row
MATCH (:File {path: row.path})-[s:DESCRIBES]->(:Document)
DELETE s
