// Return what the store holds of files: their readings, and what is to be done with them.
// (:File)-[:HOLDS]->(:Document)
UNWIND $paths AS path
MATCH (f:File {path: path})
RETURN path, f.sha256 AS sha256, f.register AS register, f.part AS part, f.reading AS reading, f.places AS places, f.state AS state,
       f.digest AS digest, f.rules AS rules, f.next_text IS NOT NULL AS changed, coalesce(f.rank, 0) AS rank
