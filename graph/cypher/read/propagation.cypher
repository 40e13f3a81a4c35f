// name: propagation
// question: Which documents implement this directive, at which step and level, and after how many days?
// question.vi: Những văn bản nào triển khai chỉ đạo này, ở bước nào, cấp nào, sau bao nhiêu ngày?
// parameter: document | document | required | 05-CT/TW | the directive: id or symbol | văn bản chỉ đạo: mã hoặc số ký hiệu
// parameter: depth | int 1..6 | 4 | 4 | steps at most, 1 to 6 | số bước tối đa, từ 1 đến 6
// columns: depth int, id, symbol, name, type, title, issued_on date, issuer, level, province, status, relation, parent, parent_symbol, lag_days int, step_days int
// table: depth, symbol, issuer, relation, parent_symbol, lag_days
// (:Document)<-[:IMPLEMENTS | BASED_ON | GUIDES]-(:Document)<-[...]-(:Document): the shortest path to each.
// A page about documents is no answer to a directive.
// Expand level by level and deduplicate: there is an edge for every document that states it, and parallel edges would multiply the paths.
MATCH (root:Document {id: $document})
WITH root, COLLECT { MATCH (root)<-[:IMPLEMENTS|BASED_ON|GUIDES]-(d:Document) WHERE d.kind IS NULL OR d.kind <> 'page' RETURN DISTINCT d } AS one
WITH root, one, COLLECT { UNWIND CASE WHEN $depth > 2 THEN one ELSE [] END AS p
     MATCH (p)<-[:IMPLEMENTS|BASED_ON|GUIDES]-(d:Document) WHERE d.kind IS NULL OR d.kind <> 'page' RETURN DISTINCT d } AS two
WITH root, one, two, COLLECT { UNWIND CASE WHEN $depth > 3 THEN two ELSE [] END AS p
     MATCH (p)<-[:IMPLEMENTS|BASED_ON|GUIDES]-(d:Document) WHERE d.kind IS NULL OR d.kind <> 'page' RETURN DISTINCT d } AS three
WITH root, one, two, three, COLLECT { UNWIND CASE WHEN $depth > 4 THEN three ELSE [] END AS p
     MATCH (p)<-[:IMPLEMENTS|BASED_ON|GUIDES]-(d:Document) WHERE d.kind IS NULL OR d.kind <> 'page' RETURN DISTINCT d } AS four
WITH root, one, two, three, four, COLLECT { UNWIND CASE WHEN $depth > 5 THEN four ELSE [] END AS p
     MATCH (p)<-[:IMPLEMENTS|BASED_ON|GUIDES]-(d:Document) WHERE d.kind IS NULL OR d.kind <> 'page' RETURN DISTINCT d } AS five
UNWIND range(1, $depth) AS depth
UNWIND [[root], one, two, three, four, five][depth - 1] AS parent
MATCH (parent)<-[r:IMPLEMENTS|BASED_ON|GUIDES]-(d:Document)
WHERE d.id <> root.id AND (d.kind IS NULL OR d.kind <> 'page')
WITH DISTINCT root, d, depth, parent, type(r) AS relation
ORDER BY depth, parent.issued_on DESC, parent.id, CASE relation WHEN 'IMPLEMENTS' THEN 0 WHEN 'GUIDES' THEN 1 ELSE 2 END
WITH root, d, collect({depth: depth, parent: parent, relation: relation})[0] AS way
WITH root, d, way.depth AS depth, way.parent AS parent, way.relation AS relation
RETURN depth, d.id AS id, d.symbol AS symbol, d.name AS name, d.type AS type, d.title AS title, d.issued_on AS issued_on,
       d.issuer AS issuer, d.level AS level, d.province AS province, d.status AS status, relation,
       parent.id AS parent, coalesce(parent.symbol, parent.name) AS parent_symbol,
       duration.inDays(root.issued_on, d.issued_on).days AS lag_days,
       duration.inDays(parent.issued_on, d.issued_on).days AS step_days
ORDER BY depth, issued_on, id
