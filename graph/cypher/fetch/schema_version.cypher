// Return the version of the schema that the store was made by.
MATCH (s:Schema {id: 'danchieu'})
RETURN s.version AS version
