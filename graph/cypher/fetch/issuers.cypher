// Return which issuers there are.
UNWIND $ids AS id
MATCH (:Issuer {id: id})
RETURN id
