// Let files be linked again whose citations ask what is known of the candidates of groups, without meaning one of their documents.
// (:File)-[:HOLDS]->(:Document)-[:MAKES]->(:Citation)-[:ASKS]->(:Group)
UNWIND $rows AS row
MATCH (:Group {id: row.group})<-[:ASKS]-(c:Citation)
WHERE NOT coalesce(c.rung, '') IN $spared AND (NOT row.titled OR c.title IS NOT NULL) AND (NOT row.weak OR c.rung IN $weak)
MATCH (c)<-[:MAKES]-(:Document)<-[:HOLDS {primary: true}]-(f:File)
WHERE f.state IS NULL
SET f.state = 'link'
