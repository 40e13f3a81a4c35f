// Return what the store holds of files: their readings, and what is to be done with them.
UNWIND $paths AS path
MATCH (f:File {path: path})
MATCH (t:Content {path: path})
RETURN path, f.sha256 AS sha256, f.register AS register, f.part AS part, t.reading AS reading, f.places AS places, f.state AS state,
       f.digest AS digest, f.rules AS rules, t.next_text IS NOT NULL AS changed, coalesce(f.rank, 0) AS rank
