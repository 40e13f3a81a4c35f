// name: text
// question: What is the text of this document, and from which file was it read?
// question.vi: Toàn văn của văn bản này là gì, đọc từ tệp nào?
// parameter: document | document | required | 05-CT/TW | id or symbol | mã hoặc số ký hiệu
// columns: path, sha256, reader, pages, text
// (:File)-[:HOLDS]->(:Document)
MATCH (f:File)-[h:HOLDS]->(:Document {id: $document})
RETURN f.path AS path, f.sha256 AS sha256, f.reader AS reader, f.pages AS pages, f.text AS text
ORDER BY h.primary DESC, path
LIMIT 1
