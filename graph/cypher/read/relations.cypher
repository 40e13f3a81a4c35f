// name: relations
// question: Which relations of this document are stated, in which words, and by which document?
// question.vi: Văn bản này có những quan hệ nào với văn bản khác, nguyên văn ra sao, văn bản nào nêu ra?
// parameter: document | document | required | 05-CT/TW | id or symbol | mã hoặc số ký hiệu
// columns: source, source_symbol, relation, target, target_symbol, stated_by, cue, quote, mentions int, confidence float
// table: source_symbol, relation, target_symbol, quote
// (:Document)-[:IMPLEMENTS | BASED_ON | ... {stated_by, cue, quote}]->(:Document)
MATCH (:Document {id: $document})-[r:BASED_ON|IMPLEMENTS|AMENDS|REPLACES|REPEALS|GUIDES|REVIEWS|ISSUED_WITH]-(:Document)
WITH startNode(r) AS s, r, endNode(r) AS t
RETURN s.id AS source, coalesce(s.symbol, s.name) AS source_symbol, type(r) AS relation, t.id AS target,
       coalesce(t.symbol, t.name) AS target_symbol, r.stated_by AS stated_by, r.cue AS cue, r.quote AS quote,
       r.mentions AS mentions, r.confidence AS confidence
ORDER BY relation, source, target, stated_by
