// name: coverage
// question: Which provinces have answered this directive, when, and which have not?
// question.vi: Tỉnh, thành nào đã triển khai chỉ đạo này, khi nào, và nơi nào chưa?
// parameter: document | document | required | 05-CT/TW | the directive: id or symbol | văn bản chỉ đạo: mã hoặc số ký hiệu
// columns: province, answered bool, documents int, first_on date, lag_days int
// every province of which a document was loaded; an answer is at most two steps below the directive
MATCH (p:Document {status: 'loaded'}) WHERE p.province IS NOT NULL
WITH DISTINCT p.province AS province
MATCH (root:Document {id: $document})
OPTIONAL MATCH (root)<-[:IMPLEMENTS|BASED_ON|GUIDES*1..2]-(d:Document {province: province})
WITH root, province, count(DISTINCT d) AS documents, min(d.issued_on) AS first_on
RETURN province, documents > 0 AS answered, documents, first_on,
       duration.inDays(root.issued_on, first_on).days AS lag_days
ORDER BY answered DESC, first_on, province
