// Join ambiguous citations to their candidates.
// (:Citation)-[:MAY_REFER_TO {score}]->(:Document)
UNWIND $rows AS row
MATCH (c:Citation {id: row.citation}), (d:Document {id: row.target})
CREATE (c)-[:MAY_REFER_TO {score: row.score}]->(d)
