"""Collects what helps to resolve the citations of a citing document: complete mentions, laws by number or date, the order of dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from danchieu.graph.linking.identity import citation_key
from danchieu.graph.linking.jurisdiction import CitingBody, citing_body
from danchieu.graph.linking.keys import id_of
from danchieu.graph.linking.law_versions import DocumentName, Version, versions_in
from danchieu.graph.model import SELF, Citation, Document, Key, Kind, Symbol
from danchieu.graph.model.bodies import level_of
from danchieu.graph.model.symbols import is_party_code
from danchieu.graph.model.terms import central_term_from

__all__ = ["CitingText", "Mentioned", "survey"]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A document of which the text gives period and type somewhere, with the dates beside these mentions."""

    key: Key
    dates: set[date | None]


@dataclass(frozen=True, slots=True)
class CitingText:
    """A citing document with what its citations say together."""

    document: Document
    body: CitingBody
    scope: str
    written: date | None  # its date, else the newest that it cites: a document usually appears soon after the newest one it cites
    mentioned: Mapping[str, Mapping[str, Mentioned]]  # by group of symbols and by id
    laws: Mapping[DocumentName, Sequence[Version]]
    keys: Sequence[Key | None]  # of each citation in its order; None for citations without symbol and of the text itself
    not_before: Mapping[str, date]  # by key of a citation: the date of the newest document that it is said to deal with

    def mentions_of(self, group: str) -> Mapping[str, Mentioned]:
        """Return the documents of a group that the text names completely, by id."""
        return self.mentioned.get(group, {})


def survey(document: Document, citations: Sequence[Citation], *, scope: str) -> CitingText:
    """Collect what the citations of a text say together."""
    body = citing_body(document)
    mentioned: dict[str, dict[str, Mentioned]] = defaultdict(dict)
    laws: dict[DocumentName, list[Version]] = defaultdict(list)
    dates: dict[str, date] = {}
    keys: list[Key | None] = []
    for name, version in versions_in(citations, body, scope=scope):
        laws[name].append(version)
    for citation in citations:
        symbol = citation.symbol if citation.kind is not Kind.SELF else None
        keys.append(key := citation_key(symbol, citation, body, scope=scope) if symbol else None)
        if symbol is None or key is None:
            continue
        if key.dated and key.type_code:
            mentioned[symbol.group].setdefault(id_of(key), Mentioned(key, set())).dates.add(citation.date)
        if on := citation.date or _earliest(symbol, citation):
            dates.setdefault(citation.key, on)
    written = document.issued_on or max((citation.date for citation in citations if citation.date), default=None)
    return CitingText(document, body, scope, written, mentioned, laws, keys, _not_before(citations, dates))


def _not_before(citations: Sequence[Citation], dates: Mapping[str, date]) -> dict[str, date]:
    """Map each source of nested edges to the date of the newest document that it deals with."""
    newest: dict[str, date] = {}
    for citation in citations:
        on = dates.get(citation.key)
        for edge in citation.edges:
            if on and edge.source not in (SELF, citation.key) and on > newest.get(edge.source, date.min):
                newest[edge.source] = on
    return newest


def _earliest(symbol: Symbol, citation: Citation) -> date | None:
    """Return the first day that a document without a date can have, from year or khóa."""
    if year := symbol.year or citation.stated_year:
        return date(year, 1, 1)
    return central_term_from(citation.term) if citation.term and _is_of_central_committee(symbol.code) else None


def _is_of_central_committee(code: str) -> bool:
    """Return whether documents of a code are counted by the khóa of the Central Committee: those of all central Party bodies."""
    return is_party_code(code) and level_of(code) == "central"
