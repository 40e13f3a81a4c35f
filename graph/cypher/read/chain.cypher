// name: chain
// question: How is one document connected to another, citation by citation?
// question.vi: Văn bản này liên hệ với văn bản kia qua những dẫn chiếu nào?
// parameter: document | document | required | 20-KH/HU | the first document: id or symbol | văn bản đầu chuỗi: mã hoặc số ký hiệu
// parameter: to | document | required | 05-CT/TW | the last document: id or symbol | văn bản cuối chuỗi: mã hoặc số ký hiệu
// columns: step int, source, source_symbol, source_title, source_date date, relations, target, target_symbol, target_title, target_date date
// table: step, source_symbol, source_date, relations, target_symbol, target_date
// (:Document)-[:CITES | IMPLEMENTS | ...]->(:Document)-[...]->(:Document), the shortest path
MATCH (a:Document {id: $document}), (b:Document {id: $to})
WHERE a.id <> b.id
MATCH path = shortestPath((a)-[:CITES|BASED_ON|IMPLEMENTS|AMENDS|REPLACES|REPEALS|GUIDES|REVIEWS|ISSUED_WITH*1..10]->(b))
WITH nodes(path) AS hops
UNWIND range(1, size(hops) - 1) AS step
WITH step, hops[step - 1] AS s, hops[step] AS t
MATCH (s)-[r]->(t)
WITH DISTINCT step, s, t, type(r) AS relation ORDER BY relation
WITH step, s, t, collect(relation) AS found
WITH step, s, t, [relation IN found WHERE relation <> 'CITES' OR size(found) = 1] AS relations
RETURN step, s.id AS source, coalesce(s.symbol, s.name) AS source_symbol, s.title AS source_title, s.issued_on AS source_date,
       relations, t.id AS target, coalesce(t.symbol, t.name) AS target_symbol, t.title AS target_title, t.issued_on AS target_date
ORDER BY step
