// Return the version of the schema that the store was made by, and the rules that its facts were read by; whether it was
// imported and has no constraints yet.
MATCH (s:Schema {id: 'danchieu'})
RETURN s.version AS version, s.rules AS rules, s.imported AS imported
