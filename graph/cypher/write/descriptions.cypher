UNWIND $ids AS id
MATCH (:File)-[s:DESCRIBES]->(:Document {id: id})
RETURN id, collect(DISTINCT properties(s)) AS descriptions
