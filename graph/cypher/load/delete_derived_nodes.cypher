// Delete some of the nodes that follow from the files.
MATCH (n)
WHERE n:Citation OR n:Document OR n:Issuer
WITH n LIMIT $limit
DETACH DELETE n
RETURN count(*) AS deleted
