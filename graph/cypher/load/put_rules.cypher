// Write by which rules the facts of groups are read.
MATCH (s:Schema {id: 'danchieu'})
SET s.rules = $rules
