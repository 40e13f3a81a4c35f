// Delete the edges from documents to their issuers; return the issuers.
UNWIND $ids AS id
MATCH (:Document {id: id})-[r:ISSUED_BY]->(i:Issuer)
WITH r, i.id AS issuer
DELETE r
RETURN issuer
