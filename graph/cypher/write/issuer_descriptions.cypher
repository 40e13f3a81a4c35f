UNWIND $ids AS id
MATCH (:Issuer {id: id})<-[s:DESCRIBES]-(:File)
RETURN id, collect(DISTINCT properties(s)) AS descriptions
