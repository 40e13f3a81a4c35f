// name: unresolved_citations
// question: Which citations refer to no document, or to several without being ambiguous?
// question.vi: Dẫn chiếu nào không dẫn tới văn bản nào, hoặc dẫn tới nhiều văn bản mà không được ghi là mơ hồ?
// columns: fault
// (:Citation)-[:REFERS_TO]->(:Document), or several [:MAY_REFER_TO {score}]
MATCH (c:Citation)
WITH c, COUNT { (c)-[:REFERS_TO]->(:Document) } AS sure, COUNT { (c)-[:MAY_REFER_TO]->(:Document) } AS possible
WHERE NOT ((c.resolution <> 'ambiguous' AND sure = 1 AND possible = 0) OR (c.resolution = 'ambiguous' AND sure = 0 AND possible > 1))
RETURN c.id + ', ' + c.resolution + ', refers to ' + toString(sure) + ' and may refer to ' + toString(possible) + ' documents' AS fault
