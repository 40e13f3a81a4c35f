// name: document
// question: What is known about this document?
// question.vi: Văn bản này có những thông tin gì?
// parameter: document | document | required | 05-CT/TW | id or symbol | mã hoặc số ký hiệu
// columns: id, kind, symbol, name, type, title, issued_on date, year int, term, system, issuer, level, province, place, signatory, superior, issuer_words, status, evidence, conflicts, registers, path, cites int, cited_by int
// (:File)-[:HOLDS]->(:Document), (:Document)-[:CITES]->(:Document), (:File)-[:LISTS {listed_in, line}]->(:Document)
// evidence: {property, source}, the reason for its kind and the source of what was not read in its place in the header; registers: {listed_in, line};
// conflicts: properties on which citations or lists of a cited document differ
MATCH (d:Document {id: $document})
OPTIONAL MATCH (f:File)-[h:HOLDS]->(d)
WITH d, f, h ORDER BY h.primary DESC, f.path
WITH d, collect(f.path) AS paths
WITH d, paths, COLLECT { MATCH (d)<-[s:LISTS]-(:File)
                         RETURN DISTINCT {listed_in: s.listed_in, line: s.line} } AS registers
RETURN d.id AS id, d.kind AS kind, d.symbol AS symbol, d.name AS name, d.type AS type, d.title AS title,
       d.issued_on AS issued_on, d.year AS year, d.term AS term, d.system AS system,
       d.issuer AS issuer, d.level AS level, d.province AS province, d.place AS place,
       d.signatory AS signatory, d.superior AS superior, d.issuer_words AS issuer_words, d.status AS status,
       [one IN [{property: 'kind', source: d.kind_from},
                {property: 'catalogue', source: d.catalogue}, {property: 'symbol', source: d.symbol_from},
                {property: 'type', source: d.type_from}, {property: 'title', source: d.title_from},
                {property: 'issued_on', source: d.issued_on_from}, {property: 'term', source: d.term_from},
                {property: 'issuer', source: d.issuer_from}, {property: 'province', source: d.province_from},
                {property: 'place', source: d.place_from}, {property: 'signatory', source: d.signatory_from}]
        WHERE one.source IS NOT NULL] AS evidence,
       d.conflicts AS conflicts,
       registers, head(paths) AS path,
       COUNT { (d)-[:CITES]->(:Document) } AS cites,
       COUNT { (d)<-[:CITES]-(:Document) } AS cited_by
