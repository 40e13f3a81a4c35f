// Create issuers.
UNWIND $rows AS row
CREATE (i:Issuer {id: row.id})
SET i += row
