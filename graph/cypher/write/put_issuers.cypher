UNWIND $rows AS row
MERGE (i:Issuer {id: row.id})
SET i += row.properties
