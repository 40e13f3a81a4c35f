// Write what files hold in the present form, and leave what they add to the graph open.
UNWIND $rows AS row
MATCH (f:File {path: row.path})
SET f.reading = row.reading, f.register = row.register, f.part = row.part, f.contribution = null, f.history = null
