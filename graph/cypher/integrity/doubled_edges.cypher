// name: doubled_edges
// question: Which edges exist twice between two documents, stated by one text?
// question.vi: Cạnh nào lặp lại giữa hai văn bản do cùng một văn bản nêu ra?
// columns: fault
// (:Document)-[:IMPLEMENTS | ... {stated_by}]->(:Document), one for each text; (:Document)-[:CITES]->(:Document), one
MATCH (a:Document)-[r:CITES|BASED_ON|IMPLEMENTS|AMENDS|REPLACES|REPEALS|GUIDES|REVIEWS|ISSUED_WITH]->(t:Document)
WITH a.id AS source, type(r) AS relation, t.id AS target, r.stated_by AS stating, count(r) AS several
WHERE several > 1
RETURN source + ' ' + relation + ' ' + target + ' ' + toString(several) + ' times, stated by ' + coalesce(stating, 'its citations') AS fault
