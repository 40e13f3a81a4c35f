// Delete the typed edges that start at documents and are stated by them.
UNWIND $ids AS id
MATCH (:Document {id: id})-[r:BASED_ON|IMPLEMENTS|AMENDS|REPLACES|REPEALS|GUIDES|REVIEWS|ISSUED_WITH]->(:Document)
WHERE r.stated_by = id
WITH collect(r) AS several
UNWIND several AS r
DELETE r
