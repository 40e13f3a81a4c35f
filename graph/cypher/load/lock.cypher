// Lock the store for one load: two open transactions cannot both make this node, which is never committed.
MERGE (:Schema {id: 'lock'})
