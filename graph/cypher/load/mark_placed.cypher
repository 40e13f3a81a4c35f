// Let the facts of texts be learnt again that other texts of a group may place.
// (:File)-[:RESTS_ON]->(:Group)
UNWIND $groups AS id
MATCH (:Group {id: id})<-[:RESTS_ON]-(f:File)
WHERE coalesce(f.state, 'link') = 'link'
SET f.state = 'learn'
