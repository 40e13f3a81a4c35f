// name: namesake
// question: Which texts have number, issuer and period of another document, and say something else?
// question.vi: Những văn bản nào trùng số ký hiệu, cơ quan và thời kỳ với một văn bản khác nhưng nội dung khác hẳn?
// columns: document, symbol, file, first, title, first_title
// (:File)-[:HOLDS]->(:Document {namesake}), and the document of that id with its file
MATCH (d:Document {status: 'loaded'})<-[:HOLDS {primary: true}]-(f:File)
WHERE d.namesake IS NOT NULL
OPTIONAL MATCH (o:Document {id: d.namesake})<-[:HOLDS {primary: true}]-(first:File)
RETURN d.id AS document, d.symbol AS symbol, f.path AS file, first.path AS first, d.title AS title, o.title AS first_title
ORDER BY file
