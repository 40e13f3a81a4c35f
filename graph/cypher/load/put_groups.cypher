// Create groups that are missing.
UNWIND $ids AS id
MERGE (:Group {id: id})
