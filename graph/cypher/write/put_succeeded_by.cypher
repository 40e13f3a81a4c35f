// (:Issuer)-[:SUCCEEDED_BY]->(:Issuer)
UNWIND $rows AS row
MERGE (i:Issuer {id: row.id})
MERGE (s:Issuer {id: row.other})
MERGE (i)-[:SUCCEEDED_BY]->(s)
