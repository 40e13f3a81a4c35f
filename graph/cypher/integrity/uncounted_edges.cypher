// name: uncounted_edges
// question: Which documents have CITES edges that do not match their citations?
// question.vi: Văn bản nào có các cạnh CITES không khớp với những dẫn chiếu của nó?
// columns: fault
// (:Document)-[:CITES {mentions}]->(:Document), as many as (:Document)-[:MAKES]->(:Citation)-[:REFERS_TO]->(:Document)
MATCH (s:Document)-[:MAKES]->(:Citation)-[:REFERS_TO]->(t:Document)
WHERE s.id <> t.id
WITH s, count(t) AS citations, count(DISTINCT t) AS cited
OPTIONAL MATCH (s)-[r:CITES]->(:Document)
WITH s, citations, cited, count(r) AS edges, sum(r.mentions) AS mentions
WHERE citations <> mentions OR cited <> edges
RETURN s.id + ' cites ' + toString(cited) + ' documents ' + toString(citations) + ' times, and its ' + toString(edges)
       + ' edges CITES say ' + toString(mentions) AS fault
UNION ALL
MATCH (s:Document)-[r:CITES]->(t:Document)
WHERE NOT EXISTS { (s)-[:MAKES]->(:Citation) }
RETURN s.id + ' CITES ' + t.id + ' and makes no citation' AS fault
