// Return the version of the schema that the store was made by, and the rules that its facts were read by.
MATCH (s:Schema {id: 'danchieu'})
RETURN s.version AS version, s.rules AS rules
