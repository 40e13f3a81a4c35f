// name: unfiled
// question: Which documents does a register list whose text was not loaded?
// question.vi: Những văn bản nào có trong sổ đăng ký nhưng chưa có tệp trong kho?
// columns: document, symbol, file, sheet, line int, title, issued_on date
// (:File {register})-[:LISTS {listed_in, line}]->(:Document {status: 'cited'})
MATCH (f:File)-[l:LISTS]->(d:Document {status: 'cited'})
RETURN d.id AS document, d.symbol AS symbol, f.register AS file, l.listed_in AS sheet, l.line AS line, d.title AS title, d.issued_on AS issued_on
ORDER BY file, line
