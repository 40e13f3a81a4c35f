// Return the files that hold documents.
// Start at the document: in the other direction, an engine may scan all files.
UNWIND $ids AS id
MATCH (:Document {id: id})<-[h:HOLDS]-(f:File)
RETURN id AS document, f.path AS path, h.primary AS primary, coalesce(f.rank, 0) AS rank
