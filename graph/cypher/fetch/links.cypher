// Return the documents that citations of documents refer to, and how the citations are resolved.
// (:Document)-[:MAKES]->(:Citation)-[:REFERS_TO | MAY_REFER_TO {score}]->(:Document)
UNWIND $ids AS id
MATCH (:Document {id: id})-[:MAKES]->(c:Citation)-[r:REFERS_TO|MAY_REFER_TO]->(t:Document)
RETURN c.id AS citation, c.resolution AS resolution, t.id AS target, coalesce(r.score, 1.0) AS score
ORDER BY citation, score DESC, target
