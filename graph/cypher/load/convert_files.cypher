// Write what files hold in the present form, and that it is to be learnt and linked.
UNWIND $rows AS row
MATCH (f:File {path: row.path})
SET f.reading = row.reading, f.register = row.register, f.part = row.part, f.contribution = null, f.history = null,
    f.places = null, f.digest = 'none', f.state = CASE f.state WHEN 'leave' THEN 'leave' ELSE 'learn' END
