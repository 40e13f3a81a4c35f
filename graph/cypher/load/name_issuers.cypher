// Give issuers another name.
UNWIND $rows AS row
MATCH (i:Issuer {id: row.id})
SET i.name = row.name
