// Take the facts of some groups away.
MATCH (g:Group)
WHERE g.facts IS NOT NULL
WITH g LIMIT $limit
SET g.facts = null
RETURN count(*) AS changed
