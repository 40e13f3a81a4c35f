// Return texts with the spans of their citations, page by page.
// (:File)-[:HOLDS]->(:Document)-[:MAKES]->(:Citation)
MATCH (f:File)-[:HOLDS {primary: true}]->(d:Document)
WHERE f.path > $after
WITH f, d ORDER BY f.path LIMIT $limit
MATCH (t:Content {path: f.path})
RETURN f.path AS path, t.text AS text,
       COLLECT { MATCH (d)-[:MAKES]->(c:Citation) RETURN {id: c.id, start: c.start, end: c.end, text: c.text} } AS citations
ORDER BY path
