// name: self_edges
// question: Which documents have an edge to themselves?
// question.vi: Văn bản nào có cạnh nối với chính nó?
// columns: fault
// (d:Document)-[]->(d)
MATCH (d:Document)-[r]->(t:Document)
WHERE d.id = t.id
RETURN d.id + ' ' + type(r) + ' itself' AS fault
