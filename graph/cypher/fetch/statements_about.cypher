// Return what all citations of documents state about them.
// (:Citation)-[:REFERS_TO]->(:Document)
UNWIND $ids AS id
MATCH (:Document {id: id})<-[:REFERS_TO]-(c:Citation)
RETURN id, c {.stated_date, .stated_issuer, .title, .type} AS citation
