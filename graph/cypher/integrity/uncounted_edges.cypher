// name: uncounted_edges
// question: Where does a CITES edge not stand for the citations that make it?
// question.vi: Cạnh CITES nào không khớp với các dẫn chiếu tạo ra nó?
// columns: fault
// (:Document)-[:CITES {mentions}]->(:Document), as many as (:Document)-[:MAKES]->(:Citation)-[:REFERS_TO]->(:Document)
MATCH (s:Document)-[r:CITES]->(t:Document)
WITH s, t, r, COUNT { (s)-[:MAKES]->(:Citation)-[:REFERS_TO]->(t) } AS citations
WHERE citations <> r.mentions OR citations = 0
RETURN s.id + ' CITES ' + t.id + ' ' + toString(r.mentions) + ' times, by ' + toString(citations) + ' citations' AS fault
UNION ALL
MATCH (s:Document)-[:MAKES]->(c:Citation)-[:REFERS_TO]->(t:Document)
WHERE s.id <> t.id AND NOT EXISTS { (s)-[:CITES]->(t) }
RETURN s.id + ' cites ' + t.id + ' in ' + c.id + ' and has no edge CITES' AS fault
