// Write that files are linked, with the digest of what they add; what else is to be done with them stays to be done.
UNWIND $rows AS row
MATCH (f:File {path: row.path})
SET f.state = CASE WHEN f.state IN ['learn', 'leave'] THEN f.state ELSE null END, f.digest = row.digest
