// Create documents.
UNWIND $rows AS row
CREATE (:Document {
        id: row.id, kind: row.kind, symbol: row.symbol, name: row.name, group: row.group, type: row.type,
        type_code: row.type_code, number: row.number, title: row.title, issued_on: row.issued_on, year: row.year,
        term: row.term, period: row.period, system: row.system, issuer: row.issuer, issuer_id: row.issuer_id, level: row.level,
        province: row.province, place: row.place, signatory: row.signatory, status: row.status, search: row.search,
        unknown: row.unknown, namesake: row.namesake, superior: row.superior, issuer_words: row.issuer_words,
        catalogue: row.catalogue, kind_from: row.kind_from, symbol_from: row.symbol_from, type_from: row.type_from,
        title_from: row.title_from, issued_on_from: row.issued_on_from, term_from: row.term_from, issuer_from: row.issuer_from,
        province_from: row.province_from, place_from: row.place_from, signatory_from: row.signatory_from,
        conflicts: row.conflicts, self_citations: row.self_citations, listed_in: row.listed_in, line: row.line})
