UNWIND $ids AS id
MATCH (:Document {id: id})-[r:CITES]->(:Document)
DELETE r
