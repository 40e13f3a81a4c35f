"""Records of what is known: documents that citations may mean, versions of laws, provinces that documents share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace

from danchieu.graph.linking.jurisdiction import Clue
from danchieu.graph.linking.law_versions import DocumentName, Version, name_of
from danchieu.graph.linking.short_forms import symbol_of_bare_number
from danchieu.graph.model import Citation, Document, Kind, Symbol
from danchieu.graph.model.symbols import parse_symbol

__all__ = ["Knowledge", "KnownDocument", "groups"]


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document that citations may mean: loaded, or listed in the catalogue or a register, or named completely by some text."""

    document: Document
    loaded: bool = False
    listed: bool = False
    verified: bool = True
    titles: tuple[str, ...] = ()
    witnesses: int = 0  # texts that name it completely

    @property
    def is_certain(self) -> bool:
        """Return whether it is known not only from citations: its text was loaded, or a sourced list names it."""
        return self.loaded or (self.listed and self.verified)

    def described_by(self, document: Document, *, loaded: bool, listed: bool, verified: bool) -> KnownDocument:
        """Add another description of the document; the result is independent of the order of descriptions."""
        first = loaded and (not self.loaded or _rank(document) < _rank(self.document))
        better = first or self._is_worse(document, listed=listed, verified=verified)
        return replace(
            self,
            document=document if better else self.document,
            loaded=self.loaded or loaded,
            listed=self.listed or listed,
            verified=self.verified or verified,
            titles=(*self.titles, document.title) if document.title and document.title not in self.titles else self.titles,
        )

    def _is_worse(self, document: Document, *, listed: bool, verified: bool) -> bool:
        """Return whether another description is better: from a list, then from a list with a source, then the earlier dated one."""
        if self.loaded or listed != self.listed:
            return listed and not self.loaded
        if listed and verified != self.verified:
            return verified
        return _rank(document) < _rank(self.document)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Known documents by the group of their symbols and by id, versions of laws by name and by id, provinces by clue. Read only."""

    documents: Mapping[str, Mapping[str, KnownDocument]]
    versions: Mapping[DocumentName, Mapping[str, Version]]
    provinces: Mapping[Clue, Set[str]]
    namesakes: Mapping[tuple[str, str], str] = field(default_factory=dict)  # ids of texts that are not the document of their id and digest

    def candidates(self, group: str) -> Mapping[str, KnownDocument]:
        """Return the documents known under a symbol's group, by id."""
        return self.documents.get(group, {})

    def versions_of(self, name: DocumentName) -> Mapping[str, Version]:
        """Return the versions known of a law's name, by id."""
        return self.versions.get(name, {})

    def provinces_of(self, clues: Iterable[Clue]) -> dict[Clue, str]:
        """Return the province of each clue of which one alone is known."""
        found = {clue: self.provinces.get(clue, frozenset()) for clue in clues}
        return {clue: next(iter(provinces)) for clue, provinces in found.items() if len(provinces) == 1}


def groups(symbol: Symbol | None, citations: Iterable[Citation]) -> set[str | DocumentName]:
    """Return the groups that a text touches by its own symbol and its citations: it may settle the citations of these groups alone."""
    found: set[str | DocumentName] = {symbol.group} if symbol else set()
    for citation in citations:
        if citation.kind is not Kind.SELF:
            found |= {symbol.group for symbol in _symbols(citation)}
        if name := name_of(citation):
            found.add(name)
    return found


def _symbols(citation: Citation) -> Iterator[Symbol]:
    """Yield the symbols that a citation may mean."""
    for symbol in (citation.symbol, symbol_of_bare_number(citation), *map(parse_symbol, citation.alternatives)):
        if symbol:
            yield symbol


def _rank(document: Document) -> tuple[bool, str, str]:
    return (document.issued_on is None, str(document.issued_on), document.title or "~")
