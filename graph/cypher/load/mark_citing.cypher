// Let files be linked again whose citations may mean documents of groups, without saying which.
// (:File)-[:HOLDS]->(:Document)-[:MAKES]->(:Citation)-[:REFERS_TO | MAY_REFER_TO]->(:Document)
UNWIND $groups AS group
MATCH (:Document {group: group})<-[:REFERS_TO|MAY_REFER_TO]-(c:Citation)
WHERE NOT coalesce(c.rung, '') IN $stated
MATCH (c)<-[:MAKES]-(:Document)<-[:HOLDS {primary: true}]-(f:File)
WHERE f.state IS NULL
SET f.state = 'link'
