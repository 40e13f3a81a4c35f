// name: unidentified
// question: Which files show no number of their own?
// question.vi: Những tệp nào không cho thấy số, ký hiệu của chính văn bản?
// parameter: after | str | '' | a.txt | files behind this path | các tệp đứng sau đường dẫn này
// parameter: limit | int | 200 | 20 | how many | số lượng
// columns: document, symbol, file, sha256, reading, text
// (:File)-[:HOLDS]->(:Document) without symbol, page by page; of the text its beginning
MATCH (f:File)-[:HOLDS]->(d:Document)
WHERE d.symbol IS NULL AND f.path > $after
WITH f, d ORDER BY f.path LIMIT $limit
MATCH (t:Content {path: f.path})
RETURN d.id AS document, d.symbol AS symbol, f.path AS file, f.sha256 AS sha256, t.reading AS reading, substring(t.text, 0, 3000) AS text
ORDER BY file
