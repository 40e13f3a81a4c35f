// name: duplicate
// question: Which files hold one document in different texts?
// question.vi: Những tệp nào chứa cùng một văn bản nhưng nội dung khác nhau?
// columns: document, symbol, file, first
// of files that hold the text: what is put together from printed lines (rank 3), or recognised (4), differs in its lines
// (:File)-[:HOLDS {primary: false}]->(:Document)<-[:HOLDS {primary: true}]-(:File)
MATCH (d:Document {status: 'loaded'})<-[:HOLDS {primary: false}]-(f:File)
MATCH (d)<-[:HOLDS {primary: true}]-(first:File)
WHERE f.sha256 <> first.sha256 AND coalesce(f.rank, 0) < 3 AND coalesce(first.rank, 0) < 3
RETURN d.id AS document, d.symbol AS symbol, f.path AS file, first.path AS first
ORDER BY file
