// Issuers of whom nothing is said and to whom nothing leads
UNWIND $ids AS id
MATCH (i:Issuer {id: id})
WHERE NOT EXISTS { (i)<-[:DESCRIBES|PART_OF|SUCCEEDED_BY]-() }
DETACH DELETE i
