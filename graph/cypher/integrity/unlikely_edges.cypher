// name: unlikely_edges
// question: Which edges have a confidence of 0?
// question.vi: Cạnh nào có độ tin cậy bằng 0?
// columns: fault
// (:Document)-[:CITES | IMPLEMENTS | ... {confidence}]->(:Document)
MATCH (a:Document)-[r]->(b:Document)
WHERE r.confidence = 0
RETURN a.id + ' ' + type(r) + ' ' + b.id + ' has the confidence 0' AS fault
