// Return what files state about issuers.
UNWIND $paths AS path
MATCH (:File {path: path})-[s:DESCRIBES]->(i:Issuer)
RETURN path, i.id AS id, properties(s) AS description
