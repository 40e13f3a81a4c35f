// Join issuers to their successors.
// (:Issuer)-[:SUCCEEDED_BY]->(:Issuer)
UNWIND $rows AS row
MATCH (i:Issuer {id: row.id}), (s:Issuer {id: row.successor_id})
CREATE (i)-[:SUCCEEDED_BY]->(s)
