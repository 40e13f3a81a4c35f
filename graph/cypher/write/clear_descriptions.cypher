// (:File)-[:DESCRIBES]->(:Document | :Issuer)
UNWIND $paths AS path
MATCH (:File {path: path})-[s:DESCRIBES]->()
DELETE s
