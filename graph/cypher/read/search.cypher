// name: search
// question: Which documents have all these words in symbol, title, name or issuer?
// question.vi: Những văn bản nào có đủ các từ này trong số ký hiệu, trích yếu, tên hoặc cơ quan ban hành?
// parameter: text | words | '' | chuyển đổi số | words, with or without diacritics | các từ, có dấu hoặc không dấu
// parameter: type | str | '' | Chỉ thị | only this type | chỉ loại văn bản này
// parameter: level | one of central province district commune cell | '' | province | only this level | chỉ cấp này
// parameter: province | province | '' | Bình Thuận | only this province | chỉ tỉnh, thành này
// parameter: status | one of loaded cited | '' | loaded | only 'loaded' or only 'cited' | chỉ 'loaded' hoặc 'cited'
// parameter: since | int 0..9999 | 0 | 2015 | from this year | từ năm này
// parameter: until | int 0..9999 | 9999 | 2020 | up to this year | đến năm này
// parameter: order | one of best newest oldest | best | newest | 'best' (adjacent words first, then most cited), 'newest' or 'oldest' first | thứ tự: 'best', 'newest' hoặc 'oldest'
// parameter: skip | int 0..1000000 | 0 | 20 | number of results to skip | số kết quả bỏ qua
// parameter: limit | int 0..1000000 | 20 | 20 | how many | số lượng
// columns: id, symbol, name, type, title, issued_on date, issuer, level, province, status, cites int, cited_by int, total int
// table: symbol, issued_on, issuer, title
MATCH (d:Document)
WHERE all(word IN $text WHERE ' ' + d.search CONTAINS word)
  AND ($type = '' OR d.type = $type) AND ($level = '' OR d.level = $level)
  AND ($province = '' OR d.province = $province) AND ($status = '' OR d.status = $status)
  AND ($since = 0 OR d.year >= $since) AND ($until = 9999 OR d.year <= $until)
WITH d, COUNT { (d)<-[:CITES]-(:Document) } AS cited_by,
     CASE WHEN ' ' + d.search CONTAINS reduce(phrase = '', word IN $text | phrase + ' ' + trim(word)) THEN 0 ELSE 1 END AS scattered
ORDER BY CASE WHEN $order = 'best' THEN scattered END, CASE WHEN $order = 'newest' THEN d.issued_on END DESC, CASE WHEN $order = 'oldest' THEN d.issued_on END, cited_by DESC, d.id
WITH collect({document: d, cited_by: cited_by}) AS found
UNWIND found[$skip .. $skip + $limit] AS row
WITH size(found) AS total, row.document AS d, row.cited_by AS cited_by
RETURN d.id AS id, d.symbol AS symbol, d.name AS name, d.type AS type, d.title AS title, d.issued_on AS issued_on,
       d.issuer AS issuer, d.level AS level, d.province AS province, d.status AS status,
       COUNT { (d)-[:CITES]->(:Document) } AS cites, cited_by, total
