// name: unquoted_edges
// question: Which edge lacks the words that state it, or citations to show them?
// question.vi: Cạnh nào thiếu lời nêu ra nó, hoặc thiếu dẫn chiếu để đối chứng?
// columns: fault
// (:Document)-[:IMPLEMENTS | ... {stated_by, quote, citations}]->(:Document) and the citations that its text makes of the target
MATCH (a:Document)-[r:BASED_ON|IMPLEMENTS|AMENDS|REPLACES|REPEALS|GUIDES|REVIEWS|ISSUED_WITH]->(t:Document)
WHERE r.quote IS NULL OR trim(r.quote) = '' OR size(r.citations) <> r.mentions
   OR COUNT { MATCH (:Document {id: r.stated_by})-[:MAKES]->(c:Citation)-[:REFERS_TO]->(t) WHERE c.id IN r.citations } <> r.mentions
RETURN a.id + ' ' + type(r) + ' ' + t.id + ', stated by ' + coalesce(r.stated_by, 'nobody') + ', is not borne out' AS fault
