UNWIND $paths AS path
MATCH (:File {path: path})-[h:HOLDS]->(:Document)
DELETE h
