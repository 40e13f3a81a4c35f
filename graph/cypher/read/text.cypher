// name: text
// question: What is the text of this document, and from which file was it read?
// question.vi: Toàn văn của văn bản này là gì, đọc từ tệp nào?
// parameter: document | document | required | 05-CT/TW | id or symbol | mã hoặc số ký hiệu
// columns: path, sha256, reader, pages, text
// (:File)-[:HOLDS]->(:Document)
MATCH (f:File)-[h:HOLDS]->(:Document {id: $document})
WITH f ORDER BY h.primary DESC, f.path LIMIT 1
MATCH (t:Content {path: f.path})
RETURN f.path AS path, f.sha256 AS sha256, f.reader AS reader, f.pages AS pages, t.text AS text
