// name: unlikely_edges
// question: Which edges have a confidence of 0?
// question.vi: Cạnh nào thuộc loại chưa từng đúng ở nơi đã đo?
// columns: fault
// (:Document)-[:CITES | IMPLEMENTS | ... {confidence}]->(:Document)
MATCH (a:Document)-[r]->(b:Document)
WHERE r.confidence = 0
RETURN a.id + ' ' + type(r) + ' ' + b.id + ' has the confidence 0' AS fault
