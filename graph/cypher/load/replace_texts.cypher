// Let the new texts of files take the place of those that were linked before.
UNWIND $paths AS path
MATCH (t:Content {path: path})
WHERE t.next_text IS NOT NULL
SET t.text = t.next_text, t.next_text = null
