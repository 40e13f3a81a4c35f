// name: network
// question: Which relations are there between documents?
// question.vi: Giữa các văn bản có những quan hệ nào?
// parameter: limit | int 0..1000000 | 200000 | 1000 | edges at most | số cạnh tối đa
// columns: source, relation, target, mentions int, confidence float
// table: source, relation, target
// (:Document)-[:CITES | IMPLEMENTS | ...]->(:Document)
MATCH (s:Document)-[r:CITES|BASED_ON|IMPLEMENTS|AMENDS|REPLACES|REPEALS|GUIDES|REVIEWS|ISSUED_WITH]->(t:Document)
RETURN s.id AS source, type(r) AS relation, t.id AS target, sum(r.mentions) AS mentions, max(r.confidence) AS confidence
ORDER BY source, target, relation
LIMIT $limit
