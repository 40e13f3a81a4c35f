// name: statements
// question: Which date, issuer, title and type do citations state for this document, and how many citations each?
// question.vi: Các dẫn chiếu ghi ngày, cơ quan ban hành, trích yếu và loại của văn bản này ra sao, mỗi cách ghi bao nhiêu lần?
// parameter: document | document | required | 05-CT/TW | the cited document: id or symbol | văn bản được dẫn chiếu: mã hoặc số ký hiệu
// columns: property, value, citations int
// (:Citation {stated_date, stated_issuer, title, type})-[:REFERS_TO]->(:Document)
MATCH (c:Citation)-[:REFERS_TO]->(:Document {id: $document})
UNWIND [{property: 'issued_on', value: toString(c.stated_date)}, {property: 'issuer', value: c.stated_issuer},
        {property: 'title', value: c.title}, {property: 'type', value: c.type}] AS stated
WITH stated.property AS property, stated.value AS value, count(*) AS citations
WHERE value IS NOT NULL
RETURN property, value, citations
ORDER BY property, citations DESC, value
