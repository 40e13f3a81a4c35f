// name: lone_documents
// question: Which documents have no text, no citation and no row of a register?
// question.vi: Văn bản nào không có nội dung, không được dẫn chiếu và không có trong danh mục nào?
// columns: fault
// (:File)-[:HOLDS {primary: true}]->(:Document {status: 'loaded'}), (:Citation | :File)-[:REFERS_TO | MAY_REFER_TO | LISTS]->(:Document {status: 'cited'})
MATCH (d:Document)
WITH d, COUNT { (:File)-[:HOLDS {primary: true}]->(d) } AS texts, COUNT { (d)<-[:REFERS_TO|MAY_REFER_TO|LISTS]-() } AS references
WHERE NOT ((d.status = 'loaded' AND texts = 1) OR (d.status = 'cited' AND texts = 0 AND references > 0))
RETURN d.id + ', ' + d.status + ', has ' + toString(texts) + ' texts and ' + toString(references) + ' references' AS fault
