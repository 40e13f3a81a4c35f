// name: issuers
// question: Which bodies issue documents, which bodies are they part of, and how many documents do they issue?
// question.vi: Những cơ quan nào ban hành văn bản, trực thuộc cơ quan nào, ban hành bao nhiêu văn bản?
// columns: id, name, level, province, parent, parent_name, loaded int, cited int
// table: id, name, loaded, cited
// (:Document)-[:ISSUED_BY]->(:Issuer)-[:PART_OF]->(:Issuer)
MATCH (i:Issuer)
OPTIONAL MATCH (i)-[:PART_OF]->(p:Issuer)
RETURN i.id AS id, i.name AS name, i.level AS level, i.province AS province, p.id AS parent, p.name AS parent_name,
       COUNT { (:Document {status: 'loaded'})-[:ISSUED_BY]->(i) } AS loaded,
       COUNT { (:Document {status: 'cited'})-[:ISSUED_BY]->(i) } AS cited
ORDER BY loaded DESC, name, id
