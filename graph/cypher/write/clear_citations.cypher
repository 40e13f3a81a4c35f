UNWIND $ids AS id
MATCH (:Document {id: id})-[:MAKES]->(c:Citation)
DETACH DELETE c
