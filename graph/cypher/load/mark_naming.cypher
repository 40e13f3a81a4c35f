// Let files be linked again whose citations ask what is known of groups; with `since`, those of documents issued after this day.
// (:File)-[:HOLDS]->(:Document)-[:MAKES]->(:Citation)-[:ASKS]->(:Group)
UNWIND $rows AS row
MATCH (:Group {id: row.group})<-[:ASKS]-(:Citation)<-[:MAKES]-(s:Document)<-[:HOLDS {primary: true}]-(f:File)
WHERE f.state IS NULL AND (row.since IS NULL OR s.issued_on > row.since)
SET f.state = 'link'
