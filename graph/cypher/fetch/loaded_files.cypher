// Return the state in which each file was loaded, or could not be read; one that is to be taken out is loaded no longer.
MATCH (f:File)
WHERE coalesce(f.state, '') <> 'leave'
RETURN f.path AS path, coalesce(CASE WHEN f.failure IS NULL THEN f.sha256 ELSE f.refused END, '') AS sha256, f.metadata AS metadata,
       f.register AS register, f.archive AS archive, f.size AS size, f.modified AS modified, f.failure AS failure, f.lacks AS lacks,
       CASE WHEN f.status = 'archive' THEN coalesce(f.left_aside, []) END AS left_aside
