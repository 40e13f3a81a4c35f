// Write the version of the schema.
MERGE (s:Schema {id: 'danchieu'})
SET s.version = $version, s.imported = null
