// Create typed edges between documents.
// (:Document)-[:IMPLEMENTS | ... {stated_by}]->(:Document); a type cannot be a parameter, so each has its line.
UNWIND $rows AS row
MATCH (s:Document {id: row.source}), (t:Document {id: row.target})
WITH s, t, row.relation AS relation, row.properties AS p
FOREACH (_ IN CASE relation WHEN 'BASED_ON' THEN [1] ELSE [] END |
    CREATE (s)-[:BASED_ON {mentions: p.mentions, confidence: p.confidence, stated_by: p.stated_by, citations: p.citations, cue: p.cue, quote: p.quote}]->(t))
FOREACH (_ IN CASE relation WHEN 'IMPLEMENTS' THEN [1] ELSE [] END |
    CREATE (s)-[:IMPLEMENTS {mentions: p.mentions, confidence: p.confidence, stated_by: p.stated_by, citations: p.citations, cue: p.cue, quote: p.quote}]->(t))
FOREACH (_ IN CASE relation WHEN 'AMENDS' THEN [1] ELSE [] END |
    CREATE (s)-[:AMENDS {mentions: p.mentions, confidence: p.confidence, stated_by: p.stated_by, citations: p.citations, cue: p.cue, quote: p.quote}]->(t))
FOREACH (_ IN CASE relation WHEN 'REPLACES' THEN [1] ELSE [] END |
    CREATE (s)-[:REPLACES {mentions: p.mentions, confidence: p.confidence, stated_by: p.stated_by, citations: p.citations, cue: p.cue, quote: p.quote}]->(t))
FOREACH (_ IN CASE relation WHEN 'REPEALS' THEN [1] ELSE [] END |
    CREATE (s)-[:REPEALS {mentions: p.mentions, confidence: p.confidence, stated_by: p.stated_by, citations: p.citations, cue: p.cue, quote: p.quote}]->(t))
FOREACH (_ IN CASE relation WHEN 'GUIDES' THEN [1] ELSE [] END |
    CREATE (s)-[:GUIDES {mentions: p.mentions, confidence: p.confidence, stated_by: p.stated_by, citations: p.citations, cue: p.cue, quote: p.quote}]->(t))
FOREACH (_ IN CASE relation WHEN 'REVIEWS' THEN [1] ELSE [] END |
    CREATE (s)-[:REVIEWS {mentions: p.mentions, confidence: p.confidence, stated_by: p.stated_by, citations: p.citations, cue: p.cue, quote: p.quote}]->(t))
FOREACH (_ IN CASE relation WHEN 'ISSUED_WITH' THEN [1] ELSE [] END |
    CREATE (s)-[:ISSUED_WITH {mentions: p.mentions, confidence: p.confidence, stated_by: p.stated_by, citations: p.citations, cue: p.cue, quote: p.quote}]->(t))
