// Return which issuers there are, with their names.
UNWIND $ids AS id
MATCH (i:Issuer {id: id})
RETURN id, i.name AS name
