// Delete the citations that documents make.
UNWIND $ids AS id
MATCH (:Document {id: id})-[:MAKES]->(c:Citation)
WITH collect(c) AS several
UNWIND several AS c
DETACH DELETE c
