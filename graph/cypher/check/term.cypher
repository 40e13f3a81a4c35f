// name: term
// question: Where does a citation state a term that is not that of the cited document?
// question.vi: Chỗ nào ghi khóa (nhiệm kỳ) không phải của văn bản được dẫn chiếu?
// columns: document, symbol, citation, text, sentence, stated_term, cited, cited_symbol, term, issued_on date
// (:Document)-[:MAKES]->(:Citation {stated_term})-[:REFERS_TO]->(:Document {term})
MATCH (s:Document)-[:MAKES]->(c:Citation)-[:REFERS_TO]->(t:Document {system: 'party', level: 'central'})
WHERE c.stated_term IS NOT NULL AND t.term IS NOT NULL AND c.stated_term <> t.term
RETURN s.id AS document, s.symbol AS symbol, c.id AS citation, c.text AS text, c.sentence AS sentence, c.stated_term AS stated_term,
       t.id AS cited, coalesce(t.symbol, t.name) AS cited_symbol, t.term AS term, t.issued_on AS issued_on
ORDER BY document, c.start
