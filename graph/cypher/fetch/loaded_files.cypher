// Return the state in which each file was loaded; one that is to be taken out is loaded no longer.
MATCH (f:File)
WHERE coalesce(f.state, '') <> 'leave'
RETURN f.path AS path, f.sha256 AS sha256, f.metadata AS metadata, f.register AS register
