// Delete the edges from issuers to their parents and successors.
UNWIND $ids AS id
MATCH (:Issuer {id: id})-[r:PART_OF|SUCCEEDED_BY]->(:Issuer)
DELETE r
