// name: unidentified
// question: Which files show no number of their own?
// question.vi: Những tệp nào không cho thấy số, ký hiệu của chính văn bản?
// parameter: after | str | '' | a.txt | files behind this path | các tệp đứng sau đường dẫn này
// parameter: limit | int | 200 | 20 | how many | số lượng
// columns: document, symbol, file, sha256, reading, text
// (:File {text, reading})-[:HOLDS]->(:Document) without symbol, page by page; of the text its beginning
MATCH (f:File)-[:HOLDS]->(d:Document)
WHERE d.symbol IS NULL AND f.path > $after
RETURN d.id AS document, d.symbol AS symbol, f.path AS file, f.sha256 AS sha256, f.reading AS reading, substring(f.text, 0, 3000) AS text
ORDER BY file
LIMIT $limit
