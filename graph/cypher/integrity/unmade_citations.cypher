// name: unmade_citations
// question: Which citations are made by no document, or by several?
// question.vi: Dẫn chiếu nào không thuộc văn bản nào, hoặc thuộc nhiều văn bản?
// columns: fault
// (:Document)-[:MAKES]->(:Citation), one for each citation
MATCH (c:Citation)
WITH c, COUNT { (:Document {status: 'loaded'})-[:MAKES]->(c) } AS makers
WHERE makers <> 1
RETURN c.id + ' is made by ' + toString(makers) + ' loaded documents' AS fault
