// Delete issuers that no file describes and no other issuer points to.
UNWIND $ids AS id
MATCH (i:Issuer {id: id})
WHERE NOT EXISTS { (i)<-[:DESCRIBES|PART_OF|SUCCEEDED_BY]-() }
DETACH DELETE i
