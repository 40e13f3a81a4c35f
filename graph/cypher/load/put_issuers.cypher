// Replace the properties of issuers.
UNWIND $rows AS row
MATCH (i:Issuer {id: row.id})
SET i = row
