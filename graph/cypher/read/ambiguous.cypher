// name: ambiguous
// question: Which citations are ambiguous, and which documents may they refer to?
// question.vi: Những dẫn chiếu nào chưa xác định được văn bản, và có thể chỉ những văn bản nào?
// parameter: limit | int 0..1000000 | 50 | 20 | how many | số lượng
// columns: source, source_symbol, text, sentence, candidates, citation
// table: source_symbol, text, candidates
// (:Document)-[:MAKES]->(:Citation)-[:MAY_REFER_TO {score}]->(:Document)
MATCH (s:Document)-[:MAKES]->(c:Citation {resolution: 'ambiguous'})
RETURN s.id AS source, coalesce(s.symbol, s.name) AS source_symbol, c.text AS text, c.sentence AS sentence,
       COLLECT { MATCH (c)-[m:MAY_REFER_TO]->(x:Document)
                 RETURN {id: x.id, symbol: x.symbol, name: x.name, issued_on: x.issued_on, issuer: x.issuer, score: m.score}
                 ORDER BY m.score DESC, x.id } AS candidates,
       c.id AS citation
ORDER BY source, c.start
LIMIT $limit
