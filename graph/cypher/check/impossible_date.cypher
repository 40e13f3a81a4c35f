// name: impossible_date
// question: Which texts state a date that does not exist?
// question.vi: Văn bản nào ghi ngày không có trong lịch?
// parameter: after | str | '' | a.txt | files behind this path | các tệp đứng sau đường dẫn này
// parameter: limit | int | 200 | 20 | how many | số lượng
// columns: document, symbol, file, text
// (:File)-[:HOLDS]->(:Document), page by page
MATCH (f:File)-[:HOLDS {primary: true}]->(d:Document)
WHERE f.path > $after
WITH f, d ORDER BY f.path LIMIT $limit
MATCH (t:Content {path: f.path})
RETURN d.id AS document, d.symbol AS symbol, f.path AS file, t.text AS text
ORDER BY file
