// name: similar_symbols
// question: Which symbols have this number or these codes?
// question.vi: Những số ký hiệu nào có cùng số hoặc cùng phần ký hiệu này?
// parameter: text | str | required | 05-CT/TW | symbol | số ký hiệu
// columns: symbol
// at most 500, those of the same length first; numbers are compared without zeros in front
WITH toUpper($text) AS text, '000000' AS zeros
WITH text, zeros, split(replace(text, '/', '-'), '-')[0] AS number
WITH zeros, right(zeros + number, 6) AS number, substring(text, size(number)) AS codes, size(text) AS length
MATCH (d:Document) WHERE d.symbol IS NOT NULL
WITH DISTINCT d.symbol AS symbol, zeros, number, codes, length
WHERE right(zeros + split(replace(symbol, '/', '-'), '-')[0], 6) = number OR (codes <> '' AND toUpper(symbol) ENDS WITH codes)
RETURN symbol
ORDER BY abs(size(symbol) - length), symbol
LIMIT 500
