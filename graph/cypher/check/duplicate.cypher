// name: duplicate
// question: Which files hold one document in different texts?
// question.vi: Những tệp nào chứa cùng một văn bản nhưng nội dung khác nhau?
// columns: document, symbol, file, first
// of files that are the text itself: what is put together from printed pages, or recognised, differs in its lines
// (:File)-[:HOLDS {primary: false}]->(:Document)<-[:HOLDS {primary: true}]-(:File)
MATCH (d:Document {status: 'loaded'})<-[:HOLDS {primary: false}]-(f:File)
MATCH (d)<-[:HOLDS {primary: true}]-(first:File)
WHERE f.sha256 <> first.sha256 AND coalesce(f.rank, 0) = 0 AND coalesce(first.rank, 0) = 0
RETURN d.id AS document, d.symbol AS symbol, f.path AS file, first.path AS first
ORDER BY file
