// name: relation_counts
// question: How often does each relation occur among the citations?
// question.vi: Mỗi loại quan hệ xuất hiện bao nhiêu lần trong các dẫn chiếu?
// columns: relation, citations int, resolved int, ambiguous int, stubs int
// Citations nested in a title have no relation to the citing document; they count as CITES.
MATCH (c:Citation)
RETURN coalesce(c.relation, 'CITES') AS relation, count(c) AS citations,
       sum(CASE WHEN c.resolution = 'resolved' THEN 1 ELSE 0 END) AS resolved,
       sum(CASE WHEN c.resolution = 'ambiguous' THEN 1 ELSE 0 END) AS ambiguous,
       sum(CASE WHEN c.resolution = 'stub' THEN 1 ELSE 0 END) AS stubs
ORDER BY citations DESC, relation
