// Let the new texts of files take the place of those that were linked before.
UNWIND $paths AS path
MATCH (f:File {path: path})
WHERE f.next_text IS NOT NULL
SET f.text = f.next_text, f.next_text = null
