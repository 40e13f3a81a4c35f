// name: timeline
// question: How many documents were loaded for each year and level?
// question.vi: Mỗi năm, mỗi cấp có bao nhiêu văn bản được nạp?
// columns: year int, level, documents int
MATCH (d:Document {status: 'loaded'}) WHERE d.year IS NOT NULL
RETURN d.year AS year, d.level AS level, count(d) AS documents
ORDER BY year, level
