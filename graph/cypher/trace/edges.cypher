// name: edges
// question: Which edges rest on this citation?
// question.vi: Những cạnh nào dựa trên dẫn chiếu này?
// parameter: citation | str | required | c03982fc0440d75cb | id of a citation | mã dẫn chiếu
// columns: source, source_symbol, relation, target, target_symbol, cue, mentions int, confidence float
// (:Citation)-[:REFERS_TO]->(:Document)<-[:IMPLEMENTS | ... {citations} | CITES]-(:Document)
MATCH (c:Citation {id: $citation})-[:REFERS_TO]->(t:Document)<-[r:BASED_ON|IMPLEMENTS|AMENDS|REPLACES|REPEALS|GUIDES|REVIEWS|ISSUED_WITH]-(a:Document)
WHERE $citation IN r.citations
RETURN a.id AS source, coalesce(a.symbol, a.name) AS source_symbol, type(r) AS relation, t.id AS target,
       coalesce(t.symbol, t.name) AS target_symbol, r.cue AS cue, r.mentions AS mentions, r.confidence AS confidence
UNION ALL
MATCH (c:Citation {id: $citation})-[:REFERS_TO]->(t:Document)<-[r:CITES]-(a:Document)-[:MAKES]->(c)
RETURN a.id AS source, coalesce(a.symbol, a.name) AS source_symbol, type(r) AS relation, t.id AS target,
       coalesce(t.symbol, t.name) AS target_symbol, null AS cue, r.mentions AS mentions, r.confidence AS confidence
