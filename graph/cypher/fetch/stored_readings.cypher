// Return the packed readings of files, page by page.
MATCH (f:File)
WHERE f.path > $after
RETURN f.path AS path, f.sha256 AS sha256, f.register AS register, f.part AS part, f.reading AS reading
ORDER BY path LIMIT $limit
