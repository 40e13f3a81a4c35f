// name: unquoted_edges
// question: Which edges lack the words that state them, or citations?
// question.vi: Cạnh nào thiếu lời nêu ra nó, hoặc thiếu dẫn chiếu để đối chứng?
// columns: fault
// (:Document)-[:IMPLEMENTS | ... {stated_by, quote, citations}]->(:Document) and the citations that its text makes of the target
MATCH (a:Document)-[r:BASED_ON|IMPLEMENTS|AMENDS|REPLACES|REPEALS|GUIDES|REVIEWS|ISSUED_WITH]->(t:Document)
UNWIND CASE WHEN size(r.citations) > 0 THEN r.citations ELSE [''] END AS id
OPTIONAL MATCH (c:Citation {id: id})
OPTIONAL MATCH (c)<-[:MAKES]-(s:Document)
OPTIONAL MATCH (c)-[:REFERS_TO]->(cited:Document)
WITH a, r, t, sum(CASE WHEN s.id = r.stated_by AND cited.id = t.id THEN 1 ELSE 0 END) AS citations
WHERE citations <> r.mentions OR r.quote IS NULL OR trim(r.quote) = ''
RETURN a.id + ' ' + type(r) + ' ' + t.id + ', stated by ' + coalesce(r.stated_by, 'nobody') + ', is not supported by its citations' AS fault
