// Return what files hold that a change of the schema has to convert, page by page.
MATCH (f:File)
WHERE f.path > $after AND f.reading IS NOT NULL
RETURN f.path AS path, f.sha256 AS sha256, f.register AS register, f.part AS part, f.reading AS reading, coalesce(f.history, []) AS history
ORDER BY path LIMIT $limit
