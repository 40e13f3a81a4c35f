// name: citations
// question: Which citations does the text of this document make?
// question.vi: Nội dung văn bản này có những dẫn chiếu nào?
// parameter: document | str | required | tw/xii/ct-5 | id of a document | mã văn bản
// columns: citation, file, start int, text, relation, resolution, rung, target
// (:File)-[:HOLDS]->(:Document)-[:MAKES]->(:Citation)-[:REFERS_TO]->(:Document)
MATCH (s:Document {id: $document})-[:MAKES]->(c:Citation)
MATCH (s)<-[:HOLDS {primary: true}]-(f:File)
OPTIONAL MATCH (c)-[:REFERS_TO]->(t:Document)
RETURN c.id AS citation, f.path AS file, c.start AS start, c.text AS text, coalesce(c.relation, 'CITES') AS relation,
       c.resolution AS resolution, c.rung AS rung, t.id AS target
ORDER BY start
