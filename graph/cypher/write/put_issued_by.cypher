// (:Document)-[:ISSUED_BY]->(:Issuer); the issuer may have gone with the last document that was taken to be its
UNWIND $rows AS row
MATCH (d:Document {id: row.id})
MERGE (i:Issuer {id: row.issuer_id})
ON CREATE SET i.name = row.issuer, i.level = row.level, i.system = row.system, i.province = row.province
CREATE (d)-[:ISSUED_BY]->(i)
