// Join citations to the groups that they ask.
// (:Citation)-[:ASKS]->(:Group)
UNWIND $rows AS row
MATCH (c:Citation {id: row.citation}), (g:Group {id: row.group})
CREATE (c)-[:ASKS]->(g)
