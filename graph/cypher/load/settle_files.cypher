// Write that files are linked, with the digest of what they add.
UNWIND $rows AS row
MATCH (f:File {path: row.path})
SET f.state = null, f.digest = row.digest
