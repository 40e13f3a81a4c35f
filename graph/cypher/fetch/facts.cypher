// Return the facts of groups, packed.
UNWIND $ids AS id
MATCH (g:Group {id: id})
RETURN id, g.facts AS facts
