// name: coverage
// question: Which provinces have documents that implement this directive, since when, and which have none?
// question.vi: Tỉnh, thành phố nào đã có văn bản triển khai chỉ đạo này, từ khi nào, và nơi nào chưa có?
// parameter: document | document | required | 05-CT/TW | the directive: id or symbol | văn bản chỉ đạo: mã hoặc số ký hiệu
// columns: province, implemented bool, documents int, first_on date, lag_days int
// every province with a loaded document; implementing documents are at most two steps below the directive; a page about documents is none
MATCH (root:Document {id: $document})
MATCH (p:Document {status: 'loaded'}) WHERE p.province IS NOT NULL
WITH root, collect(DISTINCT p.province) AS provinces
WITH root, provinces, COLLECT {
  MATCH (root)<-[:IMPLEMENTS|BASED_ON|GUIDES]-(d:Document) RETURN d
  UNION
  MATCH (root)<-[:IMPLEMENTS|BASED_ON|GUIDES]-(p:Document) WHERE p.kind IS NULL OR p.kind <> 'page' WITH DISTINCT p
  MATCH (p)<-[:IMPLEMENTS|BASED_ON|GUIDES]-(d:Document) RETURN d
} AS below
UNWIND provinces AS province
WITH root, province, [d IN below WHERE d.province = province AND d.id <> root.id AND (d.kind IS NULL OR d.kind <> 'page')] AS found
WITH root, province, size(found) AS documents,
     reduce(first = null, d IN found | CASE WHEN first IS NULL OR d.issued_on < first THEN d.issued_on ELSE first END) AS first_on
RETURN province, documents > 0 AS implemented, documents, first_on,
       duration.inDays(root.issued_on, first_on).days AS lag_days
ORDER BY implemented DESC, first_on, province
