"""From citations to documents: one candidate resolves, several are kept with scores, none makes a stub.

Linking is a function of the set of documents loaded, not of their order. It has two steps. `Linker.learn` takes what a text says by itself:
its own identity, and each citation whose key is complete as written (own date, own khóa, year in the symbol). `Linker.record` then
resolves every citation against what was learnt and the catalogue, and adds nothing to it. What linking infers is never
evidence for linking, so that a citation comes out the same whichever text came first.

A citation's outcome depends on its own text and on the documents of its `group` (number, type, issuer code) alone. So when documents
arrive later, the citations to resolve again are those of the groups they touch: `groups` names them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from graph.catalogue import CatalogueEntry, catalogue, named_documents
from graph.identity import Key, Symbol, citation_key, cited_document, identify_document, is_party, parse_symbol
from graph.issuers import fold, slug
from graph.model import (
    SELF,
    Candidate,
    Citation,
    Document,
    Head,
    Kind,
    Link,
    Record,
    Relation,
    Relationship,
    Resolution,
    ResolutionStatus,
    Status,
    citation_id,
)

__all__ = ["Linker", "groups"]

RESOLVED, AMBIGUOUS, STUB = ResolutionStatus.RESOLVED, ResolutionStatus.AMBIGUOUS, ResolutionStatus.STUB


@dataclass(slots=True)
class Known:
    """A document that citations may mean: its description, and whether it was loaded, or listed, or only mentioned."""

    document: Document
    loaded: bool = False
    listed: bool = False
    verified: bool = True
    titles: set[str] = field(default_factory=set)


def groups(document: Document, citations: Iterable[Citation]) -> set[str]:
    """The groups whose citations a text may settle, or needs to know to be linked."""
    symbols = {document.symbol, *(citation.symbol for citation in citations)}
    return {parsed.group for symbol in symbols if symbol and (parsed := parse_symbol(symbol))}


class Linker:
    """Links the citations of texts to documents; see the module's words on order."""

    def __init__(self, entries: Iterable[CatalogueEntry] | None = None) -> None:
        self._groups: dict[str, dict[str, Known]] = defaultdict(dict)
        self._signatories: dict[str, set[str]] = defaultdict(set)
        for entry in catalogue() if entries is None else entries:
            self._know(entry.document, listed=True, verified=entry.verified)

    # learning --------------------------------------------------------------------------------------------------------------------------

    def identify(self, head: Head, *, sha256: str, text: str) -> Document:
        """The identity of a text; where its head leaves the province open, people who sign other texts may tell."""
        signatories = {name: next(iter(places)) for name, places in self._signatories.items() if len(places) == 1}
        return identify_document(head, sha256=sha256, text=text, signatories=signatories)

    def learn(self, document: Document, citations: Iterable[Citation], *, sha256: str) -> None:
        """Take in a text: the document that it is, and the documents that it names completely."""
        if document.symbol:
            self._know(document, loaded=True)
        for citation in citations:
            symbol = parse_symbol(citation.symbol) if citation.symbol and citation.kind is not Kind.SELF else None
            if symbol is None:
                continue
            key = citation_key(symbol, citation, document, scope=sha256[:8])
            if key.complete and key.id != document.id:
                self._know(cited_document(symbol, citation, key))

    def learn_signatory(self, document: Document) -> None:
        """Remember who signs for a province that the text itself names; inferred provinces teach nothing."""
        inferred = dict(document.evidence).get("province") == "signatory of other documents"
        if document.signatory and document.province and not inferred:
            self._signatories[fold(document.signatory)].add(document.province)

    def _know(self, document: Document, *, loaded: bool = False, listed: bool = False, verified: bool = True) -> None:
        symbol = parse_symbol(document.symbol or "")
        if symbol is None:
            return
        known = self._groups[symbol.group].get(document.id)
        if known is None:
            known = self._groups[symbol.group][document.id] = Known(document, verified=verified)
        known.loaded |= loaded
        known.listed |= listed
        known.verified |= verified
        if document.title:
            known.titles.add(document.title)
        if (
            loaded
            or (listed and not known.loaded)
            or (not known.loaded and not known.listed and document.issued_on and _earlier(document, known.document))
        ):
            known.document = document

    # linking ---------------------------------------------------------------------------------------------------------------------------

    def record(self, head: Head, citations: Sequence[Citation], *, path: str, sha256: str, text: str) -> Record:
        """All that one text contributes to the graph."""
        document = self.identify(head, sha256=sha256, text=text)
        reading = _Reading(self, document, citations, sha256)
        links, cited = reading.links()
        return Record(
            path=path, sha256=sha256, text=text, document=document, links=links, relationships=reading.relationships(links), cited=cited
        )

    def candidates(self, group: str) -> Mapping[str, Known]:
        """The documents known under a symbol's group, by id."""
        return self._groups.get(group, {})


def _earlier(document: Document, other: Document) -> bool:
    """Which of two mentions describes a document: any order of mentions must give the same."""
    return (other.issued_on is None, document.issued_on or date.max, document.title or "~") < (
        document.issued_on is None,
        other.issued_on or date.max,
        other.title or "~",
    )


class _Reading:
    """The citations of one text against what is known."""

    def __init__(self, linker: Linker, document: Document, citations: Sequence[Citation], sha256: str) -> None:
        self._linker, self._document, self._citations, self._sha256 = linker, document, citations, sha256
        self._scope = sha256[:8]
        self._cited: dict[str, Document] = {}
        self._mentioned: dict[str, dict[str, Key]] = defaultdict(dict)  # group -> complete keys of this text
        for citation in citations:
            symbol = parse_symbol(citation.symbol) if citation.symbol and citation.kind is not Kind.SELF else None
            if symbol and (key := citation_key(symbol, citation, document, scope=self._scope)).complete:
                self._mentioned[symbol.group].setdefault(key.id, key)

    def links(self) -> tuple[tuple[Link, ...], tuple[Document, ...]]:
        """A link for each citation of another document, and the documents these links refer to."""
        found = []
        for citation in self._citations:
            if citation.kind is Kind.SELF:
                continue
            resolution = self._resolve(citation)
            if resolution.target != self._document.id:
                found.append(Link(citation_id(self._sha256, citation.span, citation.text), citation, resolution))
        used = {link.resolution.target for link in found} | {c.document_id for link in found for c in link.resolution.candidates}
        return tuple(found), tuple(document for id_, document in sorted(self._cited.items()) if id_ in used)

    def relationships(self, links: Sequence[Link]) -> tuple[Relationship, ...]:
        """The typed edges that the citations state, between documents that are each one document."""
        targets: dict[str, set[str]] = defaultdict(set)
        for link in links:
            if link.resolution.target:
                targets[link.citation.key].add(link.resolution.target)
        found = []
        for link in links:
            for edge in link.citation.edges:
                sources = {self._document.id} if edge.source == SELF else targets.get(edge.source, set())
                target = link.resolution.target
                if edge.relation is not Relation.CITES and target and len(sources) == 1 and (source := next(iter(sources))) != target:
                    found.append(Relationship(source, edge.relation, target, self._document.id, link.id, edge.cue, edge.confidence))
        return tuple(dict.fromkeys(found))

    def _resolve(self, citation: Citation) -> Resolution:
        symbol = parse_symbol(citation.symbol) if citation.symbol else None
        if symbol is None:
            return self._by_name(citation)
        key = citation_key(symbol, citation, self._document, scope=self._scope)
        if key.complete:
            rung = (
                "own date"
                if citation.date and (is_party(symbol) or not symbol.year)
                else "own term"
                if citation.term and is_party(symbol)
                else "symbol"
            )
            return self._settled(citation, symbol, key, rung)
        mentioned = {k.id: k for k in self._mentioned.get(symbol.group, {}).values() if _fits(k, key)}
        if len(mentioned) == 1:
            return self._settled(citation, symbol, next(iter(mentioned.values())), "earlier mention")
        return self._stub(citation, symbol, key)

    def _settled(self, citation: Citation, symbol: Symbol, key: Key, rung: str) -> Resolution:
        known = self._linker.candidates(symbol.group).get(key.id)
        if known is None:
            return self._to(cited_document(symbol, citation, key), STUB, rung)
        return self._to(known.document, RESOLVED if known.loaded or (known.listed and known.verified) else STUB, rung)

    def _stub(self, citation: Citation, symbol: Symbol, key: Key) -> Resolution:
        return self._to(cited_document(symbol, citation, key), STUB, "none")

    def _by_name(self, citation: Citation) -> Resolution:
        name = citation.name or citation.text
        if known := named_documents().get(fold(name)):
            return self._to(known, RESOLVED, "name")
        document = Document(
            id=f"name/{slug(name)}", status=Status.CITED, name=name, type=citation.type, title=citation.title, issued_on=citation.date
        )
        if citation.kind is Kind.SHORT and citation.name is None:
            document = replace(document, id=f"{document.id}@{self._scope}")
        return self._to(document, STUB, "name")

    def _to(self, document: Document, status: ResolutionStatus, rung: str) -> Resolution:
        self._cited[document.id] = (
            replace(document, status=Status.CITED, place=None, signatory=None) if document.status is Status.LOADED else document
        )
        return Resolution(status, document.id, (Candidate(document.id, 1.0),), rung)


def _fits(candidate: Key, wanted: Key) -> bool:
    """Whether a complete key may be what an incomplete one stands for."""
    return (
        (candidate.issuer.id == wanted.issuer.id or wanted.issuer.id.startswith("_."))
        and (wanted.period is None or wanted.period == candidate.period)
        and (wanted.type_code is None or wanted.type_code == candidate.type_code)
    )
