UNWIND $ids AS id
MATCH (f:File)-[h:HOLDS]->(:Document {id: id})
RETURN id AS document, f.path AS path, h.primary AS primary
