// Delete some of the groups without facts of which nothing asks.
MATCH (g:Group)
WHERE g.facts IS NULL AND NOT EXISTS { (g)<-[:ASKS|RESTS_ON]-() }
WITH g LIMIT $limit
DETACH DELETE g
RETURN count(*) AS changed
