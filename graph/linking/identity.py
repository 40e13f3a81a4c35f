"""Identifies documents: a loaded one by its header, a cited one by what its citation states and where the citing document is from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from danchieu.graph.linking.jurisdiction import CitedBody, CitingBody, Clue, cited_place, own_jurisdiction
from danchieu.graph.linking.keys import id_of, key_of
from danchieu.graph.model import Citation, Document, Evidence, Head, Issuer, Key, Status, Symbol
from danchieu.graph.model.bodies import body_named, central_party_body, level_of
from danchieu.graph.model.issuers import issuer_at
from danchieu.graph.model.issuing_body import district_in_header, issuing_code
from danchieu.graph.model.provinces import MERGERS
from danchieu.graph.model.symbols import is_party, is_shared_code

__all__ = ["citation_key", "cited_document", "identify_document", "scope_of", "scoped", "undated_key"]

_CENTRAL = "TW"  # the series of all bodies of the Party's centre
_SCOPE = 8  # characters of a sha256 that keep unknown documents of different texts apart


def scope_of(sha256: str) -> str:
    """Return the scope that keeps unknown documents of a text apart from those of others."""
    return sha256[:_SCOPE]


def identify_document(head: Head, *, sha256: str, elsewhere: Mapping[Clue, str] | None = None) -> Document:
    """Identify a loaded document by its header; `elsewhere` gives the province of districts and signatories in other documents.

    A local body's province comes from the letterhead, else the place line, the district as other documents place it, body and place named
    together in the text, an official named with office, the signatory. `evidence` names the source.
    """
    document, issuer = _described_by_header(head, sha256, elsewhere or {})
    if head.symbol is None or issuer is None:
        return document
    on = head.issued_on
    key = key_of(head.symbol, _joint(head.symbol, issuer), on=on, word=head.type, term=head.term, scope=scope_of(sha256))
    return _identified(document, head.symbol, key)


def citation_key(symbol: Symbol, citation: Citation, citing: CitingBody, *, scope: str) -> Key:
    """Make the key of a cited document from its citation; bodies named without a place are placed by the citing body."""
    issuer = _cited_issuer(symbol, citation, citing, scope)
    stated = citation.stated_year
    return key_of(symbol, issuer, on=citation.date, in_year=stated, word=citation.type, term=citation.term, scope=scope)


def cited_document(symbol: Symbol, citation: Citation, key: Key) -> Document:
    """Describe the document of a key as its citation does."""
    return Document(
        id=id_of(key),
        status=Status.CITED,
        symbol=citation.symbol,
        type=citation.type,
        type_code=key.type_code,
        number=symbol.number,
        title=citation.title,
        issued_on=citation.date,
        year=citation.date.year if citation.date else symbol.year or citation.stated_year,
        term=_term(symbol, key),
        system=_system(symbol, key.issuer),
        issuer=key.issuer,
        province=key.issuer.province,
        issuer_words=central_party_body(citation.issuer or "") if symbol.code == _CENTRAL else None,
        key=key,
    )


def undated_key(document: Document) -> Key | None:
    """Return the key of the document of a text whose header shows no date, term or year; None for all others."""
    return document.key if document.key and not document.key.dated and document.issued_on is None else None


def scoped(issuer: Issuer, scope: str) -> Issuer:
    """Return the issuer; if nothing is known of its place, an instance that belongs to the citing document."""
    return issuer if issuer.place_named else replace(issuer, id=f"{issuer.id}@{scope}", parent=None)


def _described_by_header(head: Head, sha256: str, elsewhere: Mapping[Clue, str]) -> tuple[Document, Issuer | None]:
    """Return the document of a header, identified by the text alone, and its issuer."""
    code = issuing_code(head)
    issuer, evidence, superior = None, list(head.evidence), None
    if code and level_of(code) == "central":
        issuer = issuer_at(code)
    elif code:
        jurisdiction = own_jurisdiction(head, elsewhere)
        issuer = scoped(issuer_at(code, jurisdiction.place), scope_of(sha256))
        superior = district_in_header(head) if jurisdiction.place.level == "commune" else None
        evidence += [Evidence("province", jurisdiction.source)] if jurisdiction.source else []
        evidence += [] if head.symbol else [Evidence("issuer", "letterhead" if body_named(" ".join(head.letterhead)) else "title")]
    document = Document(
        id=f"text/{sha256[:12]}",
        status=Status.LOADED,
        kind=head.kind,
        symbol=head.symbol,
        type=head.type,
        title=head.title,
        issued_on=head.issued_on,
        year=head.issued_on.year if head.issued_on else None,
        system=issuer.system if issuer else None,
        issuer=issuer,
        province=issuer.province if issuer else None,
        place=head.place,
        signatory=head.signatory,
        evidence=tuple(evidence),
        superior=superior,
        issuer_words=central_party_body(" ".join(head.letterhead)) if code == _CENTRAL else None,
    )
    return document, issuer


def _identified(document: Document, symbol: Symbol, key: Key) -> Document:
    """Return the document with its key and what follows from it."""
    return replace(
        document,
        id=id_of(key),
        system=_system(symbol, key.issuer),
        type_code=key.type_code,
        number=symbol.number,
        year=document.year or symbol.year,
        term=_term(symbol, key),
        issuer=key.issuer,
        key=key,
    )


def _term(symbol: Symbol, key: Key) -> str | None:
    """Return the term of the committee or assembly, for documents that are counted by it."""
    if key.period is None or not (symbol.assembly or is_party(symbol)):
        return None
    return key.period.upper()


def _system(symbol: Symbol, issuer: Issuer) -> str | None:
    """Return the system of the issuer; of a body that Party and State both have, by the form of the symbol."""
    if is_shared_code(symbol.code):
        return "party" if is_party(symbol) else "state"
    return issuer.system


def _cited_issuer(symbol: Symbol, citation: Citation, citing: CitingBody, scope: str) -> Issuer:
    if len(symbol.issuers) > 1:
        return _joint(symbol, issuer_at(symbol.code))
    if level_of(symbol.code) == "central":
        return issuer_at(symbol.code)
    year = symbol.year or citation.stated_year
    year = year if year != MERGERS.year else None  # in that year the day decides which province of a name it is
    on = citation.date or (date(year, 1, 1) if year else None)
    return scoped(issuer_at(symbol.code, cited_place(CitedBody(symbol.code, citation.issuer or "", on), citing)), scope)


def _joint(symbol: Symbol, issuer: Issuer) -> Issuer:
    """Return the issuers of a joint document as one, named for all."""
    if len(symbol.issuers) == 1:
        return issuer
    parts = [issuer_at(code) for code in symbol.issuers]
    return Issuer(
        id="+".join(part.id for part in parts),
        name=", ".join(part.name for part in parts),
        code="-".join(symbol.issuers),
        level="central",
        system="state",
    )
