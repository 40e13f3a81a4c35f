"""From citations to documents: one candidate resolves, several are kept with scores, none makes a stub.

Linking is a function of the set of documents loaded, not of their order. It has two steps. `Linker.learn` takes what a text says by itself:
its own identity, and each citation whose key is complete as written (own date, own khóa, year in the symbol). `Linker.record` then
resolves every citation against what was learnt and the catalogue, and adds nothing to it. What linking infers is never evidence for
linking, so that a citation comes out the same whichever text came first.

A citation's outcome depends on its own text and on the documents of its group (number, type, issuer code) alone. So when documents arrive
later, the citations to resolve again are those of the groups they touch: `groups` names them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from danchieu.graph.linking.catalogue import CatalogueEntry, catalogue
from danchieu.graph.linking.identity import citation_key, cited_document, id_of, identify_document
from danchieu.graph.linking.jurisdiction import place_key, signatory_key
from danchieu.graph.linking.named import Version, listed_versions, merged, name_group, titled_version, versions_in
from danchieu.graph.linking.resolver import Reader
from danchieu.graph.model import SELF, Citation, Document, Evidence, Head, Kind, Link, Record, Relation, Relationship, Symbol, citation_id
from danchieu.graph.model.issuers import issuers_beyond
from danchieu.graph.model.issuing_body import district_in_header

__all__ = ["EVIDENT", "Known", "Linker", "groups"]

EVIDENT = frozenset({"own date", "own term", "symbol"})
"""Rungs by which a citation names its document without help: what such a citation says is knowledge for others."""


@dataclass(slots=True)
class Known:
    """A document that citations may mean: loaded, or listed in the catalogue, or named completely by some text."""

    document: Document
    loaded: bool = False
    listed: bool = False
    verified: bool = True
    titles: tuple[str, ...] = ()
    witnesses: int = 0  # texts that name it completely


def groups(symbol: Symbol | None, citations: Iterable[Citation]) -> set[str]:
    """The groups that a text touches by its own symbol and by what it cites: it may settle their citations, and needs them to be linked."""
    found = {symbol.group} if symbol else set()
    for citation in citations:
        if citation.symbol and citation.kind is not Kind.SELF:
            found.add(citation.symbol.group)
        if name := name_group(citation):
            found.add(name)
    return found


class Linker:
    """Links the citations of texts to documents: first `learn` every text, then `record` each."""

    def __init__(self, entries: Iterable[CatalogueEntry] | None = None) -> None:
        self._groups: dict[str, dict[str, Known]] = {}
        self._places: dict[str, set[str]] = defaultdict(set)  # of districts and signatories, from documents that show their province
        self._versions: dict[str, dict[str, Version]] = {}
        self._unplaced: list[tuple[Head, tuple[Citation, ...], str]] = []
        for entry in catalogue() if entries is None else entries:
            self.know(entry.document, listed=True, verified=entry.verified)
        for group, version in listed_versions():
            self.know(version.document, listed=True)
            self.vouch(group, version)

    # learning

    def learn(self, head: Head, citations: Iterable[Citation], *, sha256: str) -> None:
        """Take in a text: the document that it is, and the documents that it names completely. See graph.identity.placed for its head."""
        document = identify_document(head, sha256=sha256)
        if document.province:  # what the text itself shows; a province that others tell is never taught on
            for key in _keys(head):
                self._places[key].add(document.province)
        elif document.issuer and document.issuer.level != "central":
            self._unplaced.append((head, tuple(citations), sha256))  # until all that may tell its place is known
            return
        self._learn(document, citations, sha256)

    def know(self, document: Document, *, loaded: bool = False, listed: bool = False, verified: bool = True) -> None:
        """Take in one document that is known otherwise: from the catalogue, a register, or an earlier load."""
        if document.symbol is None:
            return
        group = self._groups.setdefault(document.symbol.group, {})
        known = group.get(document.id)
        if known is None:
            known = group[document.id] = Known(document, verified=verified)
        elif loaded or _preferred(known, document, listed=listed, verified=verified):
            known.document = document
        known.loaded |= loaded
        known.listed |= listed
        known.verified |= verified
        if document.title and document.title not in known.titles:
            known.titles = (*known.titles, document.title)

    def list_document(self, document: Document, head: Head) -> None:
        """Take in a document that a register lists, with the head that its row gives: a law's name and a signatory's place too."""
        self.know(document, listed=True)
        if law := titled_version(document):
            self.vouch(*law)
        if document.province:
            for key in _keys(head):
                self._places[key].add(document.province)

    def vouch(self, group: str, version: Version) -> None:
        """Take in that a version of a law was cited by number or date."""
        versions = self._versions.setdefault(group, {})
        versions[version.document.id] = merged(versions.get(version.document.id), version)

    def _learn(self, document: Document, citations: Iterable[Citation], sha256: str) -> None:
        if document.key and not document.key.scoped:
            self.know(document, loaded=True)
        for group, version in versions_in(citations, document, scope=sha256[:8]):
            self.vouch(group, version)
        named: dict[str, Known] = {}
        for citation in citations:
            symbol = citation.symbol
            if symbol is None or citation.kind is Kind.SELF:
                continue
            key = citation_key(symbol, citation, document, scope=sha256[:8])
            if key.complete and (id_ := id_of(key)) != document.id:
                self.know(cited_document(symbol, citation, key))
                named[id_] = self._groups[symbol.group][id_]
        for known in named.values():
            known.witnesses += 1

    def _settle(self) -> None:
        """Place the texts whose province only other texts tell; none of them teaches another's."""
        unplaced, self._unplaced = self._unplaced, []
        for head, citations, sha256 in unplaced:
            self._learn(self.identify(head, sha256=sha256), citations, sha256)

    # linking

    def identify(self, head: Head, *, sha256: str) -> Document:
        """The identity of a text; where it leaves the province open, its district or signatory in other texts may tell."""
        keys = _keys(head)
        elsewhere = {key: next(iter(places)) for key in keys if len(places := self._places.get(key, set())) == 1}
        document = identify_document(head, sha256=sha256, elsewhere=elsewhere)
        undated = document.key is not None and document.key.period is None and document.issued_on is None
        return self._listed(document) if undated else document

    def _listed(self, document: Document) -> Document:
        """A text that shows its symbol and no date: the only listed document of that symbol and title, or as it was."""
        symbol = document.symbol
        known = [k for k in self.candidates(symbol.group).values() if k.listed] if symbol else []
        if len(known) != 1 or not known[0].verified:
            return document
        only = known[0].document
        evidence = (*document.evidence, Evidence("issued_on", "catalogue"))
        return replace(
            document,
            id=only.id,
            issued_on=only.issued_on,
            year=only.year,
            term=only.term,
            evidence=evidence,
            unknown=only.unknown,
            key=only.key,
        )

    def record(self, head: Head, citations: Sequence[Citation], *, path: str, sha256: str, text: str | None, reading: str = "") -> Record:
        """All that one text contributes to the graph; `text` and `reading` go through as they are."""
        self._settle()
        document = self.identify(head, sha256=sha256)
        reader = Reader(self.candidates, self.versions, document, citations, scope=sha256[:8])
        links = []
        for citation in citations:
            if citation.kind is not Kind.SELF:
                resolution = reader.resolve(citation)
                if resolution.target != document.id:  # a text that cites its own symbol makes no edge
                    links.append(Link(citation_id(sha256, citation.span, citation.text), citation, resolution))
        used = {c.document_id for link in links for c in link.resolution.candidates}
        return Record(
            path=path,
            sha256=sha256,
            text=text,
            document=document,
            links=tuple(links),
            relationships=_relationships(document, links),
            cited=(cited := tuple(reader.cited[id_] for id_ in sorted(used))),
            issuers=tuple(dict.fromkeys(body for one in (document, *cited) if one.issuer for body in issuers_beyond(one.issuer))),
            reading=reading,
        )

    def candidates(self, group: str) -> Mapping[str, Known]:
        """The documents known under a symbol's group, by id."""
        return self._groups.get(group, {})

    def versions(self, group: str) -> Mapping[str, Version]:
        """The versions known of a law's name, by id."""
        return self._versions.get(group, {})


def _keys(head: Head) -> list[str]:
    """By what a head may learn its province from other texts, or teach it to them."""
    found = [signatory_key(head.signatory)] if head.signatory else []
    district = district_in_header(head)
    return [*found, place_key(district)] if district else found


def _preferred(known: Known, document: Document, *, listed: bool, verified: bool) -> bool:
    """Whether another description takes the place of the known one, in any order of coming: listed, and sourced, before others."""
    if known.loaded or listed != known.listed:
        return listed and not known.loaded
    if listed and verified != known.verified:
        return verified
    return not _describes(known.document, document)


def _describes(first: Document, second: Document) -> bool:
    """Whether the first of two mentions describes their document; the same for any order of mentions."""
    return _order(first) <= _order(second)


def _order(document: Document) -> tuple[bool, str, str]:
    return (document.issued_on is None, str(document.issued_on), document.title or "~")


def _relationships(document: Document, links: Sequence[Link]) -> tuple[Relationship, ...]:
    """The typed edges that the citations state, between documents that are each one document.

    A kind of edge that was never right on annotated texts is not asserted; its citation stays, and the CITES edge with it.
    """
    targets: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.resolution.target:
            targets[link.citation.key].add(link.resolution.target)
    found = []
    for link in links:
        target = link.resolution.target
        for edge in link.citation.edges if target else ():
            if edge.confidence == 0:
                continue
            sources = {document.id} if edge.source == SELF else targets.get(edge.source, set())
            source = next(iter(sources)) if len(sources) == 1 else None
            if edge.relation is not Relation.CITES and source and target and source != target:
                found.append(Relationship(source, edge.relation, target, document.id, link.id, edge.cue, edge.confidence))
    return tuple(dict.fromkeys(found))
