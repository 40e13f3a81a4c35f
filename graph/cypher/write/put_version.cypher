MERGE (s:Schema {id: 'danchieu'})
SET s.version = $version
