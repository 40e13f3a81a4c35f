// Return what all files state about documents, by document.
UNWIND $ids AS id
MATCH (:Document {id: id})<-[s:DESCRIBES]-(:File)
RETURN id, collect(properties(s)) AS descriptions
