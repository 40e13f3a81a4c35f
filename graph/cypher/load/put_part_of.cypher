// Join issuers to their parents.
// (:Issuer)-[:PART_OF]->(:Issuer)
UNWIND $rows AS row
MATCH (i:Issuer {id: row.id}), (p:Issuer {id: row.parent_id})
CREATE (i)-[:PART_OF]->(p)
