// name: overview
// question: How many documents and citations are in the graph?
// question.vi: Đồ thị có bao nhiêu văn bản và dẫn chiếu?
// columns: loaded int, cited int, first_on date, last_on date, provinces int, citations int, resolved int, ambiguous int, stubs int
OPTIONAL MATCH (d:Document {status: 'loaded'})
WITH count(d) AS loaded, min(d.issued_on) AS first_on, max(d.issued_on) AS last_on, count(DISTINCT d.province) AS provinces
OPTIONAL MATCH (s:Document {status: 'cited'})
WITH loaded, first_on, last_on, provinces, count(s) AS cited
OPTIONAL MATCH (c:Citation)
RETURN loaded, cited, first_on, last_on, provinces, count(c) AS citations,
       sum(CASE WHEN c.resolution = 'resolved' THEN 1 ELSE 0 END) AS resolved,
       sum(CASE WHEN c.resolution = 'ambiguous' THEN 1 ELSE 0 END) AS ambiguous,
       sum(CASE WHEN c.resolution = 'stub' THEN 1 ELSE 0 END) AS stubs
