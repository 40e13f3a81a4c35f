// name: relinked
// question: Which citations came to be linked otherwise than when their text was loaded: when, and why?
// question.vi: Những dẫn chiếu nào được xác định lại sau khi văn bản đã nạp: khi nào, vì sao?
// parameter: limit | int | 50 | 20 | how many | số lượng
// columns: at, source, source_symbol, text, before, after, why, citation
// (:File)-[:HOLDS]->(:Document)-[:MAKES]->(:Citation); a line of the file's history is parted by tabs
MATCH (f:File)-[:HOLDS {primary: true}]->(s:Document)
WHERE f.history IS NOT NULL
UNWIND f.history AS line
WITH s, split(line, '\t') AS parts
WITH s, parts[0] AS at, parts[1] AS citation, parts[2] AS before, parts[3] AS after, parts[4] AS why
MATCH (c:Citation {id: citation})
RETURN at, s.id AS source, coalesce(s.symbol, s.name) AS source_symbol, c.text AS text, before, after, why, citation
ORDER BY at DESC, source, c.start
LIMIT $limit
