// Create groups with their facts.
UNWIND $rows AS row
CREATE (g:Group {id: row.id})
SET g.facts = row.facts
