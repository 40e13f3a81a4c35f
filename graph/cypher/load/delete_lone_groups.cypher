// Delete groups without facts of which nothing asks.
UNWIND $ids AS id
MATCH (g:Group {id: id})
WHERE g.facts IS NULL AND NOT EXISTS { (g)<-[:ASKS|RESTS_ON]-() }
DETACH DELETE g
