// Delete the edges from parts of registers to the documents that they list.
UNWIND $paths AS path
MATCH (:File {path: path})-[r:LISTS]->(:Document)
WITH collect(r) AS several
UNWIND several AS r
DELETE r
