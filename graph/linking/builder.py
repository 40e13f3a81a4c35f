"""Builds the knowledge that a linker uses: what each text states by itself, the catalogue, registers.

A text states its own identity and the documents it names completely (own date, own khóa, year in the symbol). What linking infers is never
knowledge for linking, so that a citation is resolved alike whichever text came first. Linking starts when all is known:
`KnowledgeBuilder.build` gives a Linker, which adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from danchieu.graph.linking.catalogue import CatalogueEntry, catalogue
from danchieu.graph.linking.identity import citation_key, cited_document, identify_document, scope_of
from danchieu.graph.linking.jurisdiction import Clue, citing_body, clues_in
from danchieu.graph.linking.keys import id_of
from danchieu.graph.linking.knowledge import Knowledge, KnownDocument
from danchieu.graph.linking.law_versions import DocumentName, Version, listed_versions, merge, titled_version, versions_in
from danchieu.graph.linking.linker import Linker
from danchieu.graph.linking.same_text import IdentifiedText, find_namesakes
from danchieu.graph.model import Citation, Document, Head, Kind

__all__ = ["KnowledgeBuilder"]


@dataclass(frozen=True, slots=True)
class _UnplacedText:
    """A text whose province only other texts may show."""

    head: Head
    citations: tuple[Citation, ...]
    sha256: str


class KnowledgeBuilder:
    """Collects knowledge in any order, then builds a Linker once.

    >>> builder = KnowledgeBuilder()
    >>> builder.add_text(Head(), [], sha256="0" * 64)
    >>> linker = builder.build()
    """

    def __init__(self, entries: Iterable[CatalogueEntry] | None = None) -> None:
        """Start from the catalogue, or from the given entries of it."""
        self._documents: dict[str, dict[str, KnownDocument]] = {}
        self._versions: dict[DocumentName, dict[str, Version]] = {}
        self._provinces: dict[Clue, set[str]] = {}
        self._unplaced: list[_UnplacedText] = []
        self._numbered: list[tuple[Head, str]] = []  # headers of texts with a number, and digests of the texts
        for entry in catalogue() if entries is None else entries:
            self.add_document(entry.document, listed=True, verified=entry.verified)
        for name, version in listed_versions():
            self.add_document(version.document, listed=True)
            self.add_law_version(name, version)

    def add_text(self, head: Head, citations: Iterable[Citation], *, sha256: str) -> None:
        """Add a text: the document that it is, and the documents that it names completely."""
        document = identify_document(head, sha256=sha256)
        if head.symbol:
            self._numbered.append((head, sha256))
        if document.province:  # stated by the text itself; a province inferred from other documents is not evidence for further ones
            self._add_province(head, document.province)
        elif document.issuer and document.issuer.level != "central":
            self._unplaced.append(_UnplacedText(head, tuple(citations), sha256))
            return
        self._add_text(document, citations, sha256)

    def add_document(self, document: Document, *, loaded: bool = False, listed: bool = False, verified: bool = True) -> None:
        """Add one document that is known from the catalogue, a register, or a complete citation."""
        if document.symbol is None:
            return
        group = self._documents.setdefault(document.symbol.group, {})
        known = group.get(document.id)
        if known is None:
            group[document.id] = KnownDocument(document, loaded, listed, verified, (document.title,) if document.title else ())
        else:
            group[document.id] = known.described_by(document, loaded=loaded, listed=listed, verified=verified)

    def add_register_row(self, document: Document, head: Head) -> None:
        """Add a document that a register lists, with what its row states: also the name of a law and the province of a signatory."""
        self.add_document(document, listed=True)
        if law := titled_version(document):
            self.add_law_version(*law)
        if document.province:
            self._add_province(head, document.province)

    def add_law_version(self, name: DocumentName, version: Version) -> None:
        """Add a version of a law that is listed, or cited by number or date."""
        versions = self._versions.setdefault(name, {})
        versions[version.document.id] = merge(versions.get(version.document.id), version)

    def build(self) -> Linker:
        """Build the linker; the builder is used up. Texts whose province only others show are added last; none of them places another."""
        before = Linker(self._knowledge())
        placed = [before.identify(text.head, sha256=text.sha256) for text in self._unplaced]
        for document, text in zip(placed, self._unplaced, strict=True):
            self._add_text(document, text.citations, text.sha256)
        knowledge = self._knowledge()
        namer = Linker(knowledge)
        identified = (IdentifiedText(namer.identify(head, sha256=sha256).id, head, sha256) for head, sha256 in self._numbered)
        linker = Linker(replace(knowledge, namesakes=find_namesakes(identified)))
        self._documents, self._versions, self._provinces = {}, {}, {}  # what the linker knows no longer changes
        self._unplaced, self._numbered = [], []
        return linker

    def _knowledge(self) -> Knowledge:
        return Knowledge(self._documents, self._versions, self._provinces)

    def _add_province(self, head: Head, province: str) -> None:
        for clue in clues_in(head):
            self._provinces.setdefault(clue, set()).add(province)

    def _add_text(self, document: Document, citations: Iterable[Citation], sha256: str) -> None:
        if document.key and not document.key.scoped:
            self.add_document(document, loaded=True)
        citing, scope = citing_body(document), scope_of(sha256)
        for name, version in versions_in(citations, citing, scope=scope):
            self.add_law_version(name, version)
        complete: dict[str, str] = {}  # groups by id of the documents that the text names completely
        for citation in citations:
            symbol = citation.symbol
            if symbol is None or citation.kind is Kind.SELF:
                continue
            key = citation_key(symbol, citation, citing, scope=scope)
            if key.complete and (id_ := id_of(key)) != document.id:
                self.add_document(cited_document(symbol, citation, key))
                complete[id_] = symbol.group
        for id_, group in complete.items():
            known = self._documents[group][id_]
            self._documents[group][id_] = replace(known, witnesses=known.witnesses + 1)
