// Delete the edges from files to the documents that they hold.
UNWIND $paths AS path
MATCH (:File {path: path})-[h:HOLDS]->(:Document)
DELETE h
