// Delete everything that files state about documents and issuers.
UNWIND $paths AS path
MATCH (:File {path: path})-[s:DESCRIBES]->()
WITH collect(s) AS several
UNWIND several AS s
DELETE s
