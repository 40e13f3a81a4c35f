// Return what all files state about issuers, by issuer.
UNWIND $ids AS id
MATCH (:Issuer {id: id})<-[s:DESCRIBES]-(:File)
RETURN id, collect(DISTINCT properties(s)) AS descriptions
