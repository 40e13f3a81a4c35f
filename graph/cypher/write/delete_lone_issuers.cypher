// Issuers to whom nothing leads any more; answers with those that they led to
UNWIND $ids AS id
MATCH (i:Issuer {id: id})
WHERE NOT EXISTS { (i)<-[:ISSUED_BY|PART_OF|SUCCEEDED_BY]-() }
OPTIONAL MATCH (i)-[:PART_OF|SUCCEEDED_BY]->(next:Issuer)
WITH i, collect(next.id) AS next
DETACH DELETE i
RETURN next
