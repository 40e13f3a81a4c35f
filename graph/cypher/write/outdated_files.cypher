// (:File)-[:HOLDS]->(:Document), read by other rules
MATCH (f:File)-[:HOLDS]->(:Document)
WHERE coalesce(f.rules, '') <> $rules
RETURN f.path AS path
