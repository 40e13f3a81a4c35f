// name: authority
// question: Which Party document is amended, replaced or repealed by a body that neither issued it nor is superior to its issuer?
// question.vi: Văn bản nào của Đảng bị sửa đổi, thay thế hoặc bãi bỏ bởi cơ quan không ban hành nó và cũng không phải cấp trên?
// columns: document, symbol, citation, relation, source, source_symbol, source_issuer, source_on date, cited, cited_symbol, cited_issuer
// (a:Document)-[:AMENDS | REPLACES | REPEALS]->(t:Document), and no path from the issuer of t up to the issuer of a, or to its successor
MATCH (a:Document)-[r:AMENDS|REPLACES|REPEALS]->(t:Document {system: 'party'})
MATCH (a)-[:ISSUED_BY]->(by:Issuer), (t)-[:ISSUED_BY]->(of:Issuer)
WHERE by.id <> of.id AND by.place_known AND of.place_known
  AND NOT EXISTS { MATCH (of)-[:PART_OF|SUCCEEDED_BY*1..8]->(by) }
MATCH (s:Document {id: r.stated_by})
RETURN s.id AS document, s.symbol AS symbol, r.citations[0] AS citation, type(r) AS relation,
       a.id AS source, coalesce(a.symbol, a.name) AS source_symbol, by.name AS source_issuer, a.issued_on AS source_on,
       t.id AS cited, coalesce(t.symbol, t.name) AS cited_symbol, of.name AS cited_issuer
ORDER BY document, citation
