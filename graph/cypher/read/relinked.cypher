// name: relinked
// question: Which citations are resolved differently than when their text was loaded: since when, and why?
// question.vi: Những dẫn chiếu nào được xác định lại sau khi văn bản đã nạp: khi nào, vì sao?
// parameter: limit | int | 50 | 20 | how many | số lượng
// columns: at, source, source_symbol, text, before, after, why, citation
// (:Document)-[:MAKES]->(:Citation)-[:RELINKED]->(:Relinking)
MATCH (s:Document)-[:MAKES]->(c:Citation)-[:RELINKED]->(r:Relinking)
RETURN r.at AS at, s.id AS source, coalesce(s.symbol, s.name) AS source_symbol, c.text AS text,
       r.before_resolution + ': ' + reduce(ids = '', id IN r.before | ids + CASE ids WHEN '' THEN '' ELSE ', ' END + id) AS before,
       r.after_resolution + ': ' + reduce(ids = '', id IN r.after | ids + CASE ids WHEN '' THEN '' ELSE ', ' END + id) AS after,
       coalesce(r.rung, 'no match') + '; ' + CASE
         WHEN r.loaded_from IS NOT NULL THEN r.document + ' was loaded from ' + r.loaded_from
         WHEN r.line IS NOT NULL THEN r.document + ' is listed in ' + r.listed_in + ' line ' + toString(r.line)
         WHEN r.document IS NOT NULL THEN r.document + ' is no longer loaded or listed'
         ELSE 'the set of known documents changed' END AS why,
       c.id AS citation
ORDER BY at DESC, source, c.start
LIMIT $limit
