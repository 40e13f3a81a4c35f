// name: coverage
// question: Which provinces have answered this directive, when, and which have not?
// question.vi: Tỉnh, thành nào đã triển khai chỉ đạo này, khi nào, và nơi nào chưa?
// parameter: document | document | required | 05-CT/TW | the directive: id or symbol | văn bản chỉ đạo: mã hoặc số ký hiệu
// columns: province, answered bool, documents int, first_on date, lag_days int
// every province of which a document was loaded; an answer is at most two steps below the directive
MATCH (root:Document {id: $document})
MATCH (p:Document {status: 'loaded'}) WHERE p.province IS NOT NULL
WITH root, collect(DISTINCT p.province) AS provinces
WITH root, provinces, COLLECT {
  MATCH (root)<-[:IMPLEMENTS|BASED_ON|GUIDES]-(d:Document) RETURN d
  UNION
  MATCH (root)<-[:IMPLEMENTS|BASED_ON|GUIDES]-(p:Document) WITH DISTINCT p
  MATCH (p)<-[:IMPLEMENTS|BASED_ON|GUIDES]-(d:Document) RETURN d
} AS below
UNWIND provinces AS province
WITH root, province, [d IN below WHERE d.province = province AND d.id <> root.id] AS answers
WITH root, province, size(answers) AS documents,
     reduce(first = null, d IN answers | CASE WHEN first IS NULL OR d.issued_on < first THEN d.issued_on ELSE first END) AS first_on
RETURN province, documents > 0 AS answered, documents, first_on,
       duration.inDays(root.issued_on, first_on).days AS lag_days
ORDER BY answered DESC, first_on, province
