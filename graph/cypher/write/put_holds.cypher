UNWIND $rows AS row
MATCH (f:File {path: row.path}), (d:Document {id: row.document})
CREATE (f)-[:HOLDS {primary: false}]->(d)
