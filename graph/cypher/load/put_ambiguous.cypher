// Create the citations that documents make and that may refer to several documents.
// (:Document)-[:MAKES]->(:Citation)-[:MAY_REFER_TO {score}]->(:Document)
UNWIND $rows AS row
MATCH (d:Document {id: row.document})
WITH d, row, row.properties AS p
CREATE (d)-[:MAKES]->(c:Citation {
        id: row.id, start: p.start, end: p.end, text: p.text, kind: p.kind, rule: p.rule, symbol: p.symbol, name: p.name,
        type: p.type, stated_date: p.stated_date, stated_year: p.stated_year, stated_issuer: p.stated_issuer,
        stated_term: p.stated_term, title: p.title, article: p.article, provisions: p.provisions, location: p.location,
        headings: p.headings, sentence: p.sentence, relation: p.relation, confidence: p.confidence, resolution: p.resolution,
        rung: p.rung})
WITH c, row
UNWIND row.candidates AS candidate
MATCH (t:Document {id: candidate.target})
CREATE (c)-[:MAY_REFER_TO {score: candidate.score}]->(t)
