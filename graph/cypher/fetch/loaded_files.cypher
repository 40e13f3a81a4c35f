// Return the state in which each file was loaded.
MATCH (f:File)
RETURN f.path AS path, f.sha256 AS sha256, f.metadata AS metadata, f.register AS register
