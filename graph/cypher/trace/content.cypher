// name: content
// question: What is the text of this document?
// question.vi: Nội dung của văn bản này là gì?
// parameter: document | str | required | tw/xii/ct-5 | id of a document | mã văn bản
// columns: text
// (:File)-[:HOLDS]->(:Document)
MATCH (:Document {id: $document})<-[:HOLDS {primary: true}]-(f:File)
MATCH (t:Content {path: f.path})
RETURN t.text AS text
