// name: citation
// question: What does this citation say, where, and which document does it go to?
// question.vi: Dẫn chiếu này ghi gì, ở đâu, và chỉ văn bản nào?
// parameter: citation | str | required | c03982fc0440d75cb | id of a citation | mã dẫn chiếu
// columns: citation, source, file, sha256, text, reading, target, candidates
// (:File)-[:HOLDS]->(:Document)-[:MAKES]->(:Citation)-[:REFERS_TO | MAY_REFER_TO {score}]->(:Document)
MATCH (c:Citation {id: $citation})<-[:MAKES]-(s:Document)<-[:HOLDS {primary: true}]-(f:File)
MATCH (r:Content {path: f.path})
OPTIONAL MATCH (c)-[:REFERS_TO]->(t:Document)
RETURN properties(c) AS citation,
       s {.id, .kind, .symbol, .name, .type, .title, .issued_on, .issuer, .status} AS source,
       f.path AS file, f.sha256 AS sha256, r.text AS text, r.reading AS reading,
       t {.id, .symbol, .name, .type, .title, .issued_on, .issuer, .status} AS target,
       COLLECT { MATCH (c)-[m:MAY_REFER_TO]->(x:Document)
                 RETURN {id: x.id, symbol: x.symbol, name: x.name, type: x.type, title: x.title, issued_on: x.issued_on, issuer: x.issuer,
                         status: x.status, score: m.score}
                 ORDER BY m.score DESC, x.id } AS candidates
