// Return texts that were read with other extraction rules.
// (:File)-[:HOLDS]->(:Document)
MATCH (f:File)-[:HOLDS]->(:Document)
WHERE coalesce(f.rules, '') <> $rules
RETURN f.path AS path
