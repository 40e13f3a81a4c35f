// name: ambiguous
// question: Which citations may mean several documents?
// question.vi: Những dẫn chiếu nào có thể chỉ nhiều văn bản khác nhau?
// columns: document, symbol, citation, stated, candidates
// (:Document)-[:MAKES]->(:Citation)-[:MAY_REFER_TO {score}]->(:Document)
MATCH (s:Document)-[:MAKES]->(c:Citation {resolution: 'ambiguous'})
RETURN s.id AS document, s.symbol AS symbol, c.id AS citation, c.text AS stated,
       COLLECT { MATCH (c)-[m:MAY_REFER_TO]->(x:Document)
                 RETURN {id: x.id, issued_on: x.issued_on, score: m.score} ORDER BY m.score DESC, x.id } AS candidates
ORDER BY document, c.start
