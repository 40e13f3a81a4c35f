// Delete the CITES edges that start at documents.
// Collect first: the embedded store loses its place among thousands of edges while they are deleted.
UNWIND $ids AS id
MATCH (:Document {id: id})-[r:CITES]->(:Document)
WITH collect(r) AS several
UNWIND several AS r
DELETE r
