// Write of files that nothing was read of why, or that they are archives; what they held before stays.
UNWIND $rows AS row
MERGE (f:File {path: row.path})
SET f += row
MERGE (:Content {path: row.path})
