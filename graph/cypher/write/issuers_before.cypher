UNWIND $ids AS id
MATCH (i:Issuer {id: id})
RETURN id, properties(i) AS properties,
       COLLECT { MATCH (i)-[:PART_OF]->(p:Issuer) RETURN p.id } AS parents,
       COLLECT { MATCH (i)-[:SUCCEEDED_BY]->(s:Issuer) RETURN s.id } AS successors
