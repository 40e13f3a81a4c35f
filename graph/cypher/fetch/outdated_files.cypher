// Return texts and archives that were read, or could not be read, with other extraction rules.
MATCH (f:File)
WHERE f.register IS NULL AND coalesce(CASE WHEN f.failure IS NULL THEN f.rules ELSE f.refused_by END, '') <> $rules
RETURN f.path AS path
