// Return the citations of loaded texts as `danchieu extract` writes them, for `python -m benchmarks.corpus score`.
// (:File)-[:HOLDS]->(:Document)-[:MAKES]->(:Citation)-[:REFERS_TO | MAY_REFER_TO]->(:Document)
MATCH (f:File)-[:HOLDS {primary: true}]->(:Document)-[:MAKES]->(c:Citation)
OPTIONAL MATCH (c)-[:REFERS_TO]->(d:Document)
RETURN f.path AS file, c.start AS start, c.end AS `end`, c.text AS text, c.kind AS kind, c.resolution AS resolution, d.id AS target,
       COLLECT { MATCH (c)-[:MAY_REFER_TO]->(other:Document) RETURN {id: other.id} } AS candidates
