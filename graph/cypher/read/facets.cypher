// name: facets
// question: How many documents are there of each type, level, province and status?
// question.vi: Có bao nhiêu văn bản theo từng loại, cấp, tỉnh, thành phố và tình trạng?
// columns: facet, value, documents int
MATCH (d:Document) WHERE d.type IS NOT NULL RETURN 'type' AS facet, d.type AS value, count(d) AS documents
UNION ALL
MATCH (d:Document) WHERE d.level IS NOT NULL RETURN 'level' AS facet, d.level AS value, count(d) AS documents
UNION ALL
MATCH (d:Document) WHERE d.province IS NOT NULL RETURN 'province' AS facet, d.province AS value, count(d) AS documents
UNION ALL
MATCH (d:Document) RETURN 'status' AS facet, d.status AS value, count(d) AS documents
