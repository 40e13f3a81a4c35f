// name: file
// question: Which documents do the files of this name hold?
// question.vi: Các tệp có tên này chứa những văn bản nào?
// parameter: path | str | required | binh-thuan/kh-14-tu.txt | path of a file, or its end | đường dẫn tệp, hoặc phần cuối
// columns: file, document, primary bool
// (:File)-[:HOLDS]->(:Document)
MATCH (f:File)-[h:HOLDS]->(d:Document)
WHERE f.path = $path OR f.path ENDS WITH '/' + $path
RETURN f.path AS file, d.id AS document, h.primary AS primary
ORDER BY file
