"""Makes the rows that the queries of `cypher/load` take from a record."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from danchieu.graph.linking.groups import home_of_document
from danchieu.graph.model import SELF, Citation, Document, Evidence, Issuer, Link, Record, Relation, Relationship, Row, Status
from danchieu.graph.model.folding import search_text
from danchieu.graph.model.issuers import issuers_beyond

__all__ = ["Contribution", "contribution", "describe_row", "issuer_row", "list_contribution"]


@dataclass(frozen=True, slots=True)
class Contribution:
    """Rows of one record. Rows hold properties under their names in graph.store.schema, and ids of the nodes they join."""

    document: Row = field(default_factory=dict)  # properties of the document itself; empty for a part of a register
    citations: list[Row] = field(default_factory=list)  # {id, target, properties}: those that refer to one document
    ambiguous: list[Row] = field(default_factory=list)  # {id, candidates, properties}; candidates are {target, score}
    asks: list[Row] = field(default_factory=list)  # {citation, group}
    cited: list[Document] = field(default_factory=list)  # each document referred to, or listed, as all files describe it
    lists: list[Row] = field(default_factory=list)  # {target, properties}: rows of a register
    cites: list[Row] = field(default_factory=list)  # {target, properties}
    relationships: list[Row] = field(default_factory=list)  # {source, relation, target, properties}
    issuers: list[Issuer] = field(default_factory=list)  # of all these documents, with those that they belong to

    @property
    def document_id(self) -> str | None:
        """The id of the document that the file holds; None for a part of a register."""
        return str(self.document["id"]) if self.document else None

    @property
    def digest(self) -> str:
        """A digest of what follows from the file: one that adds the same as before is not written again. Descriptions follow from facts."""
        own = replace(self, cited=[], issuers=[])
        return hashlib.sha256(msgspec.json.encode((own, [one.id for one in self.cited]))).hexdigest()[:32]

    @property
    def size(self) -> int:
        """The number of rows to write."""
        others = len(self.cited) + len(self.cites) + len(self.relationships) + len(self.lists)
        return 2 + 3 * len(self.citations) + 5 * len(self.ambiguous) + others


def contribution(record: Record) -> Contribution:
    """Return the rows of a record, without edges from a document to itself. A document that is not described has only its id."""
    own = record.document.id
    properties = _description(record.document)
    links = list({link.id: link for link in record.links}.values())
    described = {document.id: document for document in record.cited if document.id != own}
    referred = {target for link in links for target in _targets(link)}
    referred |= {end for relationship in record.relationships for end in (relationship.source_id, relationship.target_id)}
    return Contribution(
        document={"id": own, "status": "loaded", **properties, **_self_citations(record), "search": search_text(properties)},
        citations=[
            {"id": link.id, "target": link.resolution.target, "properties": _citation(link)} for link in links if link.resolution.target
        ],
        ambiguous=[
            {"id": link.id, "candidates": _candidates(link), "properties": _citation(link)} for link in links if not link.resolution.target
        ],
        asks=[{"citation": link.id, "group": group} for link in links for group in link.asks],
        cited=[described.get(id_) or Document(id_, Status.CITED) for id_ in sorted((referred | described.keys()) - {own})],
        cites=_cites(own, links),
        relationships=_relationships(record),
        issuers=_issuers((record.document, *described.values()), record.issuers),
    )


def list_contribution(listed: Sequence[Document], described: Sequence[Document]) -> Contribution:
    """Return the rows of a part of a register: what it lists, and the documents as all files describe them."""
    rows = {(one.id, one.register_row.line): one.register_row for one in listed if one.register_row}
    return Contribution(
        cited=sorted(described, key=lambda one: one.id),
        lists=[{"target": id_, "properties": {"listed_in": row.register, "line": line}} for (id_, line), row in sorted(rows.items())],
        issuers=_issuers(described, [body for one in described if one.issuer for body in issuers_beyond(one.issuer)]),
    )


def describe_row(document: Document) -> Row:
    """Return the properties of a document that no file holds."""
    properties = _description(document)
    return {"id": document.id, "status": "cited", **properties, "search": search_text(properties)}


def issuer_row(issuer: Issuer) -> Row:
    """Return the properties of an issuer."""
    row = {
        "id": issuer.id,
        "name": issuer.name,
        "code": issuer.code,
        "level": issuer.level,
        "system": issuer.system,
        "province": issuer.province,
        "place_known": issuer.place_known,
        "valid_from": issuer.valid_from,
        "valid_to": issuer.valid_to,
        "parent_id": issuer.parent_id,
        "successor_id": issuer.successor_id,
    }
    return {key: value for key, value in row.items() if value is not None}


def _candidates(link: Link) -> list[Row]:
    return [{"target": candidate.document_id, "score": candidate.score} for candidate in link.resolution.candidates]


def _targets(link: Link) -> list[str]:
    resolution = link.resolution
    return [resolution.target] if resolution.target else [candidate.document_id for candidate in resolution.candidates]


def _description(document: Document) -> Row:
    issuer = document.issuer
    row = {
        "kind": document.kind.value if document.kind else None,
        "symbol": document.symbol.text if document.symbol else None,
        "name": document.name,
        "group": home_of_document(document),
        "type": document.type,
        "type_code": document.type_code,
        "number": document.number,
        "title": document.title,
        "issued_on": document.issued_on,
        "year": document.year,
        "term": document.term,
        "period": document.key.period if document.key else None,
        "system": document.system,
        "issuer": issuer.name if issuer else None,
        "issuer_id": issuer.id if issuer else None,
        "level": issuer.level if issuer else None,
        "province": document.province,
        "place": document.place,
        "signatory": document.signatory,
        "superior": document.superior,
        "issuer_words": document.issuer_words,
        "unknown": list(document.unknown) or None,
        "namesake": document.namesake,
        "conflicts": list(document.conflicts) or None,
        "listed_in": document.register_row.register if document.register_row else None,
        "line": document.register_row.line if document.register_row else None,
        **{_evidence_property(one): one.source for one in document.evidence},
    }
    return {key: value for key, value in row.items() if value is not None}


def _self_citations(record: Record) -> Row:
    return {"self_citations": record.self_citations} if record.self_citations else {}


def _evidence_property(evidence: Evidence) -> str:
    """Return the property that names the source of another; for an entry of the catalogue, that of the whole document."""
    return evidence.property if evidence.property == "catalogue" else f"{evidence.property}_from"


def _citation(link: Link) -> Row:
    citation, resolution = link.citation, link.resolution
    row = {
        "start": citation.span.start,
        "end": citation.span.end,
        "text": citation.text,
        "kind": citation.kind.value,
        "rule": citation.rule,
        "symbol": citation.symbol.text if citation.symbol else None,
        "name": citation.name,
        "type": citation.type,
        "stated_date": citation.date,
        "stated_year": citation.stated_year,
        "stated_issuer": citation.issuer,
        "stated_term": citation.term,
        "title": citation.title,
        "article": citation.article,
        "provisions": [str(one) for one in citation.provisions] or None,
        "location": str(citation.location) if citation.location else None,
        "headings": list(citation.headings) or None,
        "sentence": citation.sentence,
        "relation": _own_relation(citation),
        "confidence": citation.confidence,
        "resolution": resolution.status.value,
        "rung": resolution.rung or None,
    }
    return {key: value for key, value in row.items() if value is not None}


def _own_relation(citation: Citation) -> str | None:
    """Return how the citing document itself relates to the cited one: the first relation other than CITES, if there is one."""
    relations = [edge.relation for edge in citation.edges if edge.source == SELF and edge.confidence != 0]
    return next((relation.value for relation in relations if relation is not Relation.CITES), relations[0].value if relations else None)


def _cites(own: str, links: Iterable[Link]) -> list[Row]:
    """Return a row for each other document that this one cites."""
    confidences: dict[str, list[float | None]] = defaultdict(list)
    for link in links:
        if link.resolution.target and link.resolution.target != own:
            confidences[link.resolution.target].append(link.citation.confidence)
    return [
        {"target": target, "properties": {"mentions": len(several), "confidence": _surest(several)}}
        for target, several in sorted(confidences.items())
    ]


def _relationships(record: Record) -> list[Row]:
    """Return a row for each (source, relation, target) that this text states."""
    links = {link.id: link for link in record.links}
    stated: dict[tuple[str, str, str], list[Relationship]] = defaultdict(list)
    for relationship in record.relationships:
        if relationship.source_id != relationship.target_id and relationship.relation is not Relation.CITES:
            stated[relationship.source_id, relationship.relation.value, relationship.target_id].append(relationship)
    rows = []
    for (source, relation, target), several in sorted(stated.items()):
        several.sort(key=lambda one: (links[one.citation_id].citation.span.start, one.citation_id))
        properties = {
            "mentions": len(several),
            "confidence": _surest(one.confidence for one in several),
            "stated_by": record.document.id,
            "citations": [one.citation_id for one in several],
            "cue": several[0].cue,
            "quote": links[several[0].citation_id].citation.sentence or None,
        }
        rows.append({"source": source, "relation": relation, "target": target, "properties": properties})
    return rows


def _surest(confidences: Iterable[float | None]) -> float | None:
    return max((confidence for confidence in confidences if confidence is not None), default=None)


def _issuers(documents: Iterable[Document], beyond: Iterable[Issuer] = ()) -> list[Issuer]:
    issuers = {issuer.id: issuer for issuer in beyond}
    issuers |= {document.issuer.id: document.issuer for document in documents if document.issuer}
    return [issuers[id_] for id_ in sorted(issuers)]
