"""Reads the facts that a text or a row of a register states, each with the group that it belongs to.

A text states its own identity and the documents that it cites, by what stands beside each citation. A text whose province only other texts
can show states nothing about provinces; its own identity rests on what `elsewhere` gives for its clues.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from danchieu.graph.linking.fact_kinds import Fact, Listed, Loaded, Named, Numbered, Passed, Placed, Stated
from danchieu.graph.linking.groups import group_of
from danchieu.graph.linking.identity import citation_key, cited_document, identify_document, scope_of, undated_key
from danchieu.graph.linking.jurisdiction import CitingBody, Clue, citing_body, clues_in
from danchieu.graph.linking.keys import home_of, id_of
from danchieu.graph.linking.law_versions import Version, law_name_in, name_of, titled_version, versions_in
from danchieu.graph.linking.named import named_document
from danchieu.graph.linking.short_forms import symbol_of_bare_number
from danchieu.graph.model import Citation, Document, Head, Key, Kind, Symbol

__all__ = ["facts_of_row", "facts_of_text", "is_placed", "scoped_facts"]

Groups = Iterator[tuple[str, Fact]]
Elsewhere = Mapping[Clue, str]


def is_placed(head: Head, sha256: str) -> bool:
    """Return whether a text needs no other text to show its province: it states it, or its issuer is central or unknown."""
    document = identify_document(head, sha256=sha256)
    return document.province is not None or document.issuer is None or document.issuer.level == "central"


def facts_of_text(head: Head, citations: Sequence[Citation], *, sha256: str, elsewhere: Elsewhere) -> Groups:
    """Yield the facts that a text states, except those of documents that no other text can mean."""
    document = identify_document(head, sha256=sha256)
    if document.province:  # stated by the text itself; a province inferred from other documents is no evidence for further ones
        yield from ((group_of(clue), Placed(document.province)) for clue in clues_in(head))
    elif document.issuer and document.issuer.level != "central":
        document = identify_document(head, sha256=sha256, elsewhere=elsewhere)
    if head.symbol:
        yield head.symbol.group, Numbered(document.id, sha256, _compared(head), undated_key(document))
        if document.key and not document.key.scoped:
            yield head.symbol.group, Loaded(document.id, replace(document.key, scope=""), sha256, _says(document))
    citing, scope = citing_body(document), scope_of(sha256)
    for name, version in versions_in(citations, citing, scope=scope):
        yield group_of(name), _passed(version)
    for group, fact in _cited(citations, citing, scope, document.id):
        if not (isinstance(fact, Stated) and fact.key.scoped) and f"@{scope}" not in _id(fact):
            yield group, fact


def scoped_facts(citations: Sequence[Citation], citing: CitingBody, *, scope: str) -> Groups:
    """Yield the facts of documents that only this text can mean."""
    return ((group, fact) for group, fact in _cited(citations, citing, scope, "") if f"@{scope}" in _id(fact))


def facts_of_row(document: Document, head: Head) -> Groups:
    """Yield the facts that a row of a register states: the document, the name of a law, the province of a signatory."""
    symbol, key, row = document.symbol, document.key, document.register_row
    if symbol and key and row:
        says = _says(document) | {"listed_in": row.register, "line": row.line}
        listed = Listed(document.id, replace(key, scope=""), f"{row.register} {row.line}", says)
        yield from ((group, listed) for group in {symbol.group, home_of(key)})
    if law := titled_version(document):
        yield group_of(law[0]), _passed(law[1])
    if document.province:
        yield from ((group_of(clue), Placed(document.province)) for clue in clues_in(head))


def _cited(citations: Iterable[Citation], citing: CitingBody, scope: str, own: str) -> Groups:
    """Yield what the citations of a text state, as each states it; `own` is the id of the text's document."""
    witnessed: set[str] = set()
    for citation in citations:
        if citation.kind is Kind.SELF:
            continue
        if (symbol := citation.symbol or symbol_of_bare_number(citation)) is None:
            if (name := name_of(citation)) and not citation.alternatives:
                document = named_document(citation, citing, {}, scope=scope).document
                if document.symbol is None:  # else the catalogue describes it
                    yield group_of(name), _named(document, citation)
            continue
        key = citation_key(symbol, citation, citing, scope=scope)
        if (id_ := id_of(key)) == own:
            continue
        complete = key.complete and citation.symbol is not None
        stated = _stated(id_, symbol, key, citation, witness=complete and id_ not in witnessed)
        yield symbol.group, stated
        if (home := home_of(key)) != symbol.group:
            yield home, replace(stated, witness=False)
        if complete:
            witnessed.add(id_)


def _stated(id_: str, symbol: Symbol, key: Key, citation: Citation, *, witness: bool) -> Stated:
    document = cited_document(symbol, citation, key)
    votes = _votes(document, citation) | {"symbol": symbol.text}
    if law := law_name_in(citation):
        votes["name"] = law
    return Stated(id_, key if key.scoped else replace(key, scope=""), votes, witness)


def _named(document: Document, citation: Citation) -> Named:
    base = replace(document, name=None, type=None, title=None, issued_on=None, system=None)
    return Named(base, _votes(document, citation) | {"name": document.name or citation.text, "system": document.system or "state"})


def _votes(document: Document, citation: Citation) -> dict[str, str]:
    stated = {
        "issued_on": citation.date.isoformat() if citation.date else None,
        "title": document.title or citation.title,
        "type": document.type,
        "issuer": citation.issuer,
        "issuer_words": document.issuer_words,
        "year": str(document.year) if document.year and not citation.date else None,
    }
    return {name: " ".join(value.split()) for name, value in stated.items() if value}


def _compared(head: Head) -> Head:
    """Return a header without what a comparison of two texts does not need."""
    return replace(head, symbol=None, evidence=(), province_hint=None, end=0, term=None)


def _says(document: Document) -> dict[str, object]:
    """Return what the header of a text, or a row of a register, says of its document."""
    said = {
        "symbol": document.symbol.text if document.symbol else None,
        "issued_on": document.issued_on.isoformat() if document.issued_on else None,
        "title": document.title,
        "type": document.type,
        "year": document.year,
        "issuer_words": document.issuer_words,
    }
    return {name: value for name, value in said.items() if value is not None}


def _passed(version: Version) -> Passed:
    document = version.document
    votes = {"symbol": document.symbol.text} if document.symbol else {}
    votes |= {
        "year": str(version.year),
        "name": document.name or document.title or "",
        "type": document.type or "",
        "on": version.on.isoformat() if version.on else "",
        "witnessed": version.witnessed.isoformat() if version.witnessed else "",
    }
    return Passed(document.id, replace(document.key, scope="") if document.key else None, votes)


def _id(fact: Fact) -> str:
    return fact.id if isinstance(fact, Stated) else fact.document.id if isinstance(fact, Named) else ""
