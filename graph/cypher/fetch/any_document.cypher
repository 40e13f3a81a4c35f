// Return a document, if there is one.
MATCH (d:Document)
RETURN d.id AS id
LIMIT 1
