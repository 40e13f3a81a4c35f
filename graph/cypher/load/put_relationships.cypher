// Create typed edges between documents.
// (:Document)-[:IMPLEMENTS | ... {stated_by}]->(:Document); a type cannot be a parameter, so each has its line.
UNWIND $rows AS row
MATCH (s:Document {id: row.source}), (t:Document {id: row.target})
FOREACH (_ IN CASE row.relation WHEN 'BASED_ON' THEN [1] ELSE [] END | CREATE (s)-[r:BASED_ON]->(t) SET r += row.properties)
FOREACH (_ IN CASE row.relation WHEN 'IMPLEMENTS' THEN [1] ELSE [] END | CREATE (s)-[r:IMPLEMENTS]->(t) SET r += row.properties)
FOREACH (_ IN CASE row.relation WHEN 'AMENDS' THEN [1] ELSE [] END | CREATE (s)-[r:AMENDS]->(t) SET r += row.properties)
FOREACH (_ IN CASE row.relation WHEN 'REPLACES' THEN [1] ELSE [] END | CREATE (s)-[r:REPLACES]->(t) SET r += row.properties)
FOREACH (_ IN CASE row.relation WHEN 'REPEALS' THEN [1] ELSE [] END | CREATE (s)-[r:REPEALS]->(t) SET r += row.properties)
FOREACH (_ IN CASE row.relation WHEN 'GUIDES' THEN [1] ELSE [] END | CREATE (s)-[r:GUIDES]->(t) SET r += row.properties)
FOREACH (_ IN CASE row.relation WHEN 'REVIEWS' THEN [1] ELSE [] END | CREATE (s)-[r:REVIEWS]->(t) SET r += row.properties)
FOREACH (_ IN CASE row.relation WHEN 'ISSUED_WITH' THEN [1] ELSE [] END | CREATE (s)-[r:ISSUED_WITH]->(t) SET r += row.properties)
