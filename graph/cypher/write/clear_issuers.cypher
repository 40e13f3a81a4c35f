// What they belong to and were succeeded by
UNWIND $ids AS id
MATCH (:Issuer {id: id})-[r:PART_OF|SUCCEEDED_BY]->(:Issuer)
DELETE r
