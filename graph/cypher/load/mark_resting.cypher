// Let files be linked again whose identity rests on groups.
// (:File)-[:RESTS_ON]->(:Group)
UNWIND $groups AS id
MATCH (:Group {id: id})<-[:RESTS_ON]-(f:File)
WHERE f.state IS NULL
SET f.state = 'link'
