// Write what files hold in the present form, and that it is to be learnt and linked.
UNWIND $rows AS row
MATCH (f:File {path: row.path})
MERGE (t:Content {path: row.path})
SET t.reading = row.reading, t.text = f.text, t.next_text = f.next_text
SET f.reading = null, f.text = null, f.next_text = null, f.register = row.register, f.part = row.part, f.contribution = null, f.history = null,
    f.places = null, f.digest = 'none', f.state = CASE f.state WHEN 'leave' THEN 'leave' ELSE 'learn' END
