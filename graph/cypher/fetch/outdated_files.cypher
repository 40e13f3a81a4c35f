// Return texts that were read with other extraction rules.
MATCH (f:File)
WHERE f.register IS NULL AND coalesce(f.rules, '') <> $rules
RETURN f.path AS path
