// name: stub
// question: Which often-cited documents are missing?
// question.vi: Những văn bản nào được nhiều văn bản dẫn chiếu nhưng chưa có nội dung trong kho?
// columns: cited, cited_symbol, issued_on date, texts int, document, symbol, citation
// (:Document)-[:CITES]->(:Document {status: 'cited'}), five or more; with one citation of it
MATCH (t:Document {status: 'cited'})<-[:CITES]-(s:Document)
WITH t, count(DISTINCT s) AS texts, min(s.id) AS first
WHERE texts >= 5
MATCH (s:Document {id: first})-[:MAKES]->(c:Citation)-[:REFERS_TO]->(t)
WITH t, texts, s, c ORDER BY c.start
WITH t, texts, s, collect(c.id)[0] AS citation
RETURN t.id AS cited, coalesce(t.symbol, t.name) AS cited_symbol, t.issued_on AS issued_on, texts, s.id AS document, s.symbol AS symbol, citation
ORDER BY texts DESC, cited
