// Return what the citations of documents state about the documents that they refer to.
// (:Document)-[:MAKES]->(:Citation)-[:REFERS_TO]->(:Document)
UNWIND $ids AS id
MATCH (:Document {id: id})-[:MAKES]->(c:Citation)-[:REFERS_TO]->(t:Document)
WHERE t.id <> id
RETURN t.id AS id, c {.stated_date, .stated_issuer, .title, .type} AS citation
