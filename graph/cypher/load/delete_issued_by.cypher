// Delete the edges from documents to their issuers.
UNWIND $ids AS id
MATCH (:Document {id: id})-[r:ISSUED_BY]->(:Issuer)
DELETE r
