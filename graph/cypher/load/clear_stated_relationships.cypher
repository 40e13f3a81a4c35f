// Delete the typed edges between two other documents that a file states.
// (:File)-[:DESCRIBES]->(:Document): a file describes both ends
UNWIND $rows AS row
MATCH (:File {path: row.path})-[:DESCRIBES]->(s:Document)
MATCH (s)-[r:BASED_ON|IMPLEMENTS|AMENDS|REPLACES|REPEALS|GUIDES|REVIEWS|ISSUED_WITH]->(:Document)
WHERE r.stated_by = row.document
WITH collect(r) AS several
UNWIND several AS r
DELETE r
