// name: lone_documents
// question: Which documents have neither a text nor a file that describes them?
// question.vi: Văn bản nào không có nội dung và cũng không được văn bản nào nhắc tới?
// columns: fault
// (:File)-[:HOLDS {primary: true}]->(:Document {status: 'loaded'}), (:File)-[:DESCRIBES]->(:Document {status: 'cited'})
MATCH (d:Document)
WITH d, COUNT { (:File)-[:HOLDS {primary: true}]->(d) } AS texts, COUNT { (:File)-[:DESCRIBES]->(d) } AS describing
WHERE NOT ((d.status = 'loaded' AND texts = 1) OR (d.status = 'cited' AND texts = 0 AND describing > 0))
RETURN d.id + ', ' + d.status + ', has ' + toString(texts) + ' texts and ' + toString(describing) + ' files that describe it' AS fault
