// name: cited_by
// question: Which documents cite this document, by which relation, and in which words?
// question.vi: Những văn bản nào dẫn chiếu văn bản này, theo quan hệ gì, nguyên văn ra sao?
// parameter: document | document | required | 05-CT/TW | the cited document: id or symbol | văn bản được dẫn chiếu: mã hoặc số ký hiệu
// columns: source, symbol, name, type, title, issued_on date, issuer, level, province, relation, text, sentence, stated_date date, stated_issuer, confidence float, citation
// table: symbol, issued_on, relation, text
// (:Document)-[:MAKES]->(:Citation)-[:REFERS_TO]->(:Document)
MATCH (s:Document)-[:MAKES]->(c:Citation)-[:REFERS_TO]->(:Document {id: $document})
RETURN s.id AS source, s.symbol AS symbol, s.name AS name, s.type AS type, s.title AS title,
       s.issued_on AS issued_on, s.issuer AS issuer, s.level AS level, s.province AS province,
       coalesce(c.relation, 'CITES') AS relation, c.text AS text, c.sentence AS sentence, c.stated_date AS stated_date,
       c.stated_issuer AS stated_issuer, c.confidence AS confidence, c.id AS citation
ORDER BY issued_on, source, c.start
