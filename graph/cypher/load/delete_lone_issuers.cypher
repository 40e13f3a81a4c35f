// Delete issuers that issued no document and that no other issuer points to; return their parents and successors.
UNWIND $ids AS id
MATCH (i:Issuer {id: id})
WHERE NOT EXISTS { (i)<-[:ISSUED_BY|PART_OF|SUCCEEDED_BY]-() }
WITH i, [i.parent_id, i.successor_id] AS beyond
DETACH DELETE i
RETURN beyond
