// Create missing issuers, lock all and return their properties.
UNWIND $ids AS id
MERGE (i:Issuer {id: id})
SET i.id = id
WITH i
RETURN i.id AS id, properties(i) AS properties
