// Delete documents that no file holds, no citation means and no register lists; return their issuers.
UNWIND $ids AS id
MATCH (d:Document {id: id})
WHERE NOT EXISTS { (d)<-[:HOLDS|REFERS_TO|MAY_REFER_TO|LISTS]-() }
WITH d, d.issuer_id AS issuer
DETACH DELETE d
RETURN issuer
