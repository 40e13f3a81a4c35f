UNWIND $ids AS id
MATCH (:Document {id: id})<-[s:DESCRIBES]-(:File)
RETURN id, collect(DISTINCT properties(s)) AS descriptions
