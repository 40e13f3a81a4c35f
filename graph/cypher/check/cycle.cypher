// name: cycle
// question: Which documents implement each other in a cycle?
// question.vi: Những văn bản nào thực hiện lẫn nhau thành vòng?
// columns: source, source_symbol, cited, cited_symbol, document, symbol, citation
// (:Document)-[:IMPLEMENTS {stated_by, citations}]->(:Document) whose target implements something too
MATCH (a:Document)-[r:IMPLEMENTS]->(t:Document)
WHERE EXISTS { MATCH (t)-[:IMPLEMENTS]->(:Document) } AND EXISTS { MATCH (a)<-[:IMPLEMENTS]-(:Document) }
MATCH (s:Document {id: r.stated_by})
RETURN a.id AS source, coalesce(a.symbol, a.name) AS source_symbol, t.id AS cited, coalesce(t.symbol, t.name) AS cited_symbol,
       s.id AS document, s.symbol AS symbol, r.citations[0] AS citation
ORDER BY source, cited, document
