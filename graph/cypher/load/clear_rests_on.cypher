// Delete the edges from files to the groups that may place them.
UNWIND $paths AS path
MATCH (:File {path: path})-[r:RESTS_ON]->(:Group)
WITH collect(r) AS several
UNWIND several AS r
DELETE r
