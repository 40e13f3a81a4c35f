// Return file, offset and words of citations.
// (:File)-[:HOLDS]->(:Document)-[:MAKES]->(:Citation)
UNWIND $ids AS id
MATCH (c:Citation {id: id})<-[:MAKES]-(:Document)<-[:HOLDS {primary: true}]-(f:File)
RETURN id, f.path AS file, c.start AS start, c.text AS words, c.sentence AS quote
