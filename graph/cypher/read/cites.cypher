// name: cites
// question: Which documents does this document cite, by which relation, and in which words?
// question.vi: Văn bản này dẫn chiếu những văn bản nào, theo quan hệ gì, nguyên văn ra sao?
// parameter: document | document | required | 05-CT/TW | the citing document: id or symbol | văn bản dẫn chiếu: mã hoặc số ký hiệu
// columns: start int, end int, text, relation, resolution, target, symbol, name, type, title, issued_on date, status, candidates, rule, rung, confidence float, stated_date date, stated_issuer, article, sentence, citation
// table: symbol, relation, text, resolution, candidates
// (:Document)-[:MAKES]->(:Citation)-[:REFERS_TO | MAY_REFER_TO]->(:Document)
MATCH (d:Document {id: $document})-[:MAKES]->(c:Citation)
OPTIONAL MATCH (c)-[:REFERS_TO]->(t:Document)
RETURN c.start AS start, c.end AS end, c.text AS text, coalesce(c.relation, 'CITES') AS relation, c.resolution AS resolution,
       t.id AS target, coalesce(t.symbol, c.symbol) AS symbol, coalesce(t.name, c.name) AS name,
       coalesce(t.type, c.type) AS type, t.title AS title, t.issued_on AS issued_on, t.status AS status,
       COLLECT { MATCH (c)-[m:MAY_REFER_TO]->(x:Document)
                 RETURN {id: x.id, symbol: x.symbol, name: x.name, issued_on: x.issued_on, issuer: x.issuer, score: m.score}
                 ORDER BY m.score DESC, x.id } AS candidates,
       c.rule AS rule, c.rung AS rung, c.confidence AS confidence, c.stated_date AS stated_date,
       c.stated_issuer AS stated_issuer, c.article AS article, c.sentence AS sentence, c.id AS citation
ORDER BY start
