// name: relinked
// question: Which citations are resolved differently than when their text was loaded: since when, and why?
// question.vi: Những dẫn chiếu nào được xác định lại sau khi văn bản đã nạp: khi nào, vì sao?
// parameter: limit | int 0..1000000 | 50 | 20 | how many | số lượng
// columns: at, source, source_symbol, text, before_resolution, before, after_resolution, after, rung, document, loaded_from, listed_in, line int, citation
// table: at, source_symbol, text, before, after
// (:Document)-[:MAKES]->(:Citation)-[:RELINKED]->(:Relinking)
// `document` explains the change: it was loaded, is listed in a register, or is no longer known
MATCH (s:Document)-[:MAKES]->(c:Citation)-[:RELINKED]->(r:Relinking)
RETURN r.at AS at, s.id AS source, coalesce(s.symbol, s.name) AS source_symbol, c.text AS text,
       r.before_resolution AS before_resolution, r.before AS before, r.after_resolution AS after_resolution, r.after AS after,
       r.rung AS rung, r.document AS document, r.loaded_from AS loaded_from, r.listed_in AS listed_in, r.line AS line,
       c.id AS citation
ORDER BY at DESC, source, c.start
LIMIT $limit
