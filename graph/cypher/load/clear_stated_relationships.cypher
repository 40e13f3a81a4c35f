// Delete the typed edges between two other documents that documents state: each starts at a document that they cite.
// (:Document)-[:MAKES]->(:Citation)-[:REFERS_TO]->(:Document)
UNWIND $ids AS id
MATCH (:Document {id: id})-[:MAKES]->(:Citation)-[:REFERS_TO]->(s:Document)
WITH DISTINCT id, s
MATCH (s)-[r:BASED_ON|IMPLEMENTS|AMENDS|REPLACES|REPEALS|GUIDES|REVIEWS|ISSUED_WITH]->(:Document)
WHERE r.stated_by = id
WITH collect(r) AS several
UNWIND several AS r
DELETE r
