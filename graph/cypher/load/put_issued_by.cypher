// Join documents to their issuers.
// (:Document)-[:ISSUED_BY]->(:Issuer)
UNWIND $rows AS row
MATCH (d:Document {id: row.id}), (i:Issuer {id: row.issuer_id})
CREATE (d)-[:ISSUED_BY]->(i)
