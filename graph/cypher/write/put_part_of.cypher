// (:Issuer)-[:PART_OF]->(:Issuer)
UNWIND $rows AS row
MERGE (i:Issuer {id: row.id})
MERGE (p:Issuer {id: row.other})
MERGE (i)-[:PART_OF]->(p)
