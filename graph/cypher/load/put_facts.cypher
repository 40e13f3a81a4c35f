// Write the facts of groups.
UNWIND $rows AS row
MATCH (g:Group {id: row.id})
SET g.facts = row.facts
