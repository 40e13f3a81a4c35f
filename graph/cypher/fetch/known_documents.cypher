// Return which documents there are.
UNWIND $ids AS id
MATCH (:Document {id: id})
RETURN id
