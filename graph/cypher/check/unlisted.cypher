// name: unlisted
// question: Which loaded documents are in no register, if there are registers?
// question.vi: Những văn bản nào đã có trong kho nhưng không có trong sổ đăng ký nào (nếu đã nạp sổ)?
// columns: document, symbol, issued_on date, registers
// (:Document {status: 'loaded'}) without (:File)-[:LISTS]->(:Document); the registers are those of the whole graph
MATCH (l:File)-[:LISTS]->(:Document)
WITH collect(DISTINCT l.register) AS registers
MATCH (d:Document {status: 'loaded'})
WHERE d.symbol IS NOT NULL AND size(registers) > 0 AND NOT EXISTS { MATCH (:File)-[:LISTS]->(d) }
RETURN d.id AS document, d.symbol AS symbol, d.issued_on AS issued_on, registers
ORDER BY document
