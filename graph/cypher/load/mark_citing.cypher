// Let files be linked again whose citations may mean other documents of groups: of bodies in these provinces, '' for none.
// (:File)-[:HOLDS]->(:Document)-[:MAKES]->(:Citation)-[:REFERS_TO | MAY_REFER_TO]->(:Document)
UNWIND $rows AS row
MATCH (d:Document {group: row.group})
WHERE coalesce(d.province, '') IN row.provinces
MATCH (d)<-[:REFERS_TO|MAY_REFER_TO]-(c:Citation)
WHERE NOT coalesce(c.rung, '') IN $spared AND (NOT row.titled OR c.title IS NOT NULL) AND (NOT row.weak OR c.rung IN $weak)
MATCH (c)<-[:MAKES]-(:Document)<-[:HOLDS {primary: true}]-(f:File)
WHERE f.state IS NULL
SET f.state = 'link'
