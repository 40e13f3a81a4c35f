// Let files be learnt, linked and written again, page by page; return the last path.
MATCH (f:File)
WHERE f.path > $after AND f.sha256 IS NOT NULL
WITH f ORDER BY f.path LIMIT $limit
SET f.places = null, f.digest = 'none', f.state = CASE f.state WHEN 'leave' THEN 'leave' ELSE 'learn' END
RETURN max(f.path) AS last
