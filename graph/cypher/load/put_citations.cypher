// Create the citations that documents make, each with the document that it refers to.
// (:Document)-[:MAKES]->(:Citation)-[:REFERS_TO]->(:Document)
// Each property is named: the embedded store writes such a node two or three times as fast as one with SET c += properties.
UNWIND $rows AS row
MATCH (d:Document {id: row.document}), (t:Document {id: row.target})
WITH d, t, row.id AS id, row.properties AS p
CREATE (d)-[:MAKES]->(c:Citation {
        id: id, start: p.start, end: p.end, text: p.text, kind: p.kind, rule: p.rule, symbol: p.symbol, name: p.name,
        type: p.type, stated_date: p.stated_date, stated_year: p.stated_year, stated_issuer: p.stated_issuer,
        stated_term: p.stated_term, title: p.title, article: p.article, provisions: p.provisions, location: p.location,
        headings: p.headings, sentence: p.sentence, relation: p.relation, confidence: p.confidence, resolution: p.resolution,
        rung: p.rung})-[:REFERS_TO]->(t)
