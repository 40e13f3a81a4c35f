"""Names the groups that linking goes by: the documents of one number, type and issuer code, the versions of one law, the texts of one clue.

A citation's outcome depends on its own text and on what is known of the groups that it touches, and on nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from danchieu.graph.linking.jurisdiction import Clue, DistrictClue, clues_in
from danchieu.graph.linking.keys import home_of
from danchieu.graph.linking.law_versions import DocumentName, name_of
from danchieu.graph.linking.short_forms import symbol_of_bare_number
from danchieu.graph.model import Citation, Document, Head, Kind, Symbol
from danchieu.graph.model.symbols import parse_symbol

__all__ = ["NAMED", "group_of", "groups_of_text", "home_of_document"]

NAMED = "name "
"""The ids of the groups of laws begin so."""


def group_of(of: Symbol | DocumentName | Clue) -> str:
    """Return the id of the group of a symbol, a law's name, a district or a signatory.

    >>> group_of(DocumentName("luật đất đai"))
    'name luật đất đai'
    """
    if isinstance(of, Symbol):
        return of.group
    if isinstance(of, DocumentName):
        return f"{NAMED}{of.text}"
    return f"{'district' if isinstance(of, DistrictClue) else 'signatory'} {of.name}"


def home_of_document(document: Document) -> str | None:
    """Return the group that describes a document; None for one that is known by name alone."""
    if document.key:
        return home_of(document.key)
    return document.symbol.group if document.symbol else None


def groups_of_text(head: Head, citations: Iterable[Citation]) -> set[str]:
    """Return the groups that decide how a text is linked: of its own number, its clues and all that it cites."""
    found = {group_of(clue) for clue in clues_in(head)} | ({head.symbol.group} if head.symbol else set())
    for citation in citations:
        if citation.kind is Kind.SELF:
            continue
        found |= {symbol.group for symbol in _symbols(citation)}
        if name := name_of(citation):
            found.add(group_of(name))
    return found


def _symbols(citation: Citation) -> Iterator[Symbol]:
    """Yield the symbols that a citation may mean."""
    for symbol in (citation.symbol, symbol_of_bare_number(citation), *map(parse_symbol, citation.alternatives)):
        if symbol:
            yield symbol
