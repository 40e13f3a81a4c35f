// Delete the typed edges that start at documents and are stated by them.
UNWIND $rows AS row
MATCH (:Document {id: row.document})-[r:BASED_ON|IMPLEMENTS|AMENDS|REPLACES|REPEALS|GUIDES|REVIEWS|ISSUED_WITH]->(:Document)
WHERE r.stated_by = row.document
WITH collect(r) AS several
UNWIND several AS r
DELETE r
