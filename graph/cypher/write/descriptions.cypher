UNWIND $ids AS id
MATCH (:Document {id: id})<-[s:DESCRIBES]-(:File)
RETURN id, collect(properties(s)) AS descriptions
