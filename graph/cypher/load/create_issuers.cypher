// Create issuers.
UNWIND $rows AS row
CREATE (:Issuer {id: row.id, name: row.name, code: row.code, level: row.level, system: row.system, province: row.province,
        place_known: row.place_known, valid_from: row.valid_from, valid_to: row.valid_to, parent_id: row.parent_id,
        successor_id: row.successor_id})
