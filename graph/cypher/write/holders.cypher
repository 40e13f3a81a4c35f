// From the document on: the other way round, an engine may look through all files.
UNWIND $ids AS id
MATCH (:Document {id: id})<-[h:HOLDS]-(f:File)
RETURN id AS document, f.path AS path, h.primary AS primary
