"""Describes a document by what is stated of it: lists come first, then the value that most citations state.

The description is a function of the facts, not of the order in which they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from danchieu.graph.linking.facts import DocumentFacts, most_stated
from danchieu.graph.linking.identity import cited_document
from danchieu.graph.model import Citation, Document, Key, Kind, RegisterRow, Span, Status, Symbol
from danchieu.graph.model.folding import fold
from danchieu.graph.model.types import words_by_code

__all__ = ["AS_VOTED", "describe", "unstated", "without_statements"]

AS_VOTED = ("issued_on", "issuer", "title", "type")
"""Properties on which citations may disagree."""
_SETTLED = ("issued_on", "title", "type", "name", "issuer_words", "system", "year")  # properties that citations settle
_LONG = 6  # words: shorter wordings are names or dates, of which every word counts
_UNSTATED = Citation(Span(0, 0), "", Kind.NUMBERED, "")


def describe(facts: DocumentFacts, listed: Sequence[Document] = ()) -> Document:
    """Return the document as citations, registers and the catalogue describe it; `listed` are its entries in the catalogue.

    `conflicts` names the properties on which citations or lists differ.
    """
    entries = [_as_row(entry) for entry in listed] + [dict(entry.says) for _, entry in sorted(facts.rows.items())]
    said: dict[str, Any] = {name: most_stated(counts) for name, counts in facts.votes.items() if name in _SETTLED}
    if "issued_on" in said:
        said.pop("year", None)
    said |= {name: min(row[name] for row in entries if name in row) for name in {name for row in entries for name in row}}
    described = _with(_base(facts, listed), said)
    sources = [entry.evidence for entry in listed if entry.evidence]
    return replace(described, evidence=sources[0] if sources else (), conflicts=_conflicts(facts.votes, entries))


def without_statements(document: Document) -> Document:
    """Return a document without what one citation states of it: no text names it completely, so that none may describe it for all."""
    if document.symbol is None or document.key is None:
        return document
    return unstated(document.symbol, document.key)


def unstated(symbol: Symbol, key: Key) -> Document:
    """Return what identity alone says of a document; its type is the usual word for the type code."""
    words = words_by_code().get(key.type_code or "", ())
    return replace(cited_document(symbol, replace(_UNSTATED, symbol=symbol), key), type=words[0] if words else None)


def _base(facts: DocumentFacts, listed: Sequence[Document]) -> Document:
    """Return what identity alone says of the document."""
    if (symbol := facts.symbol) and facts.key:
        return unstated(symbol, facts.key)
    if facts.named:
        return facts.named
    return replace(listed[0], title=None, issued_on=None, register_row=None, evidence=())


def _with(document: Document, said: Mapping[str, Any]) -> Document:
    on = date.fromisoformat(said["issued_on"]) if "issued_on" in said else document.issued_on
    return replace(
        document,
        status=Status.CITED,
        name=said.get("name", document.name),
        type=said.get("type", document.type),
        title=said.get("title", document.title),
        issued_on=on,
        year=_year(document, on, said.get("year")),
        system=said.get("system", document.system),
        issuer_words=said.get("issuer_words", document.issuer_words),
        register_row=RegisterRow(said["listed_in"], said["line"]) if "line" in said else None,
    )


def _year(document: Document, on: date | None, stated: str | None) -> int | None:
    """Return the year of the date, else of the symbol, else as stated; that of a document without symbol is a part of its name."""
    if document.symbol is None:
        return document.year
    return on.year if on else document.year or (int(stated) if stated else None)


def _as_row(entry: Document) -> dict[str, Any]:
    on = entry.issued_on.isoformat() if entry.issued_on else None
    row = {"issued_on": on, "title": entry.title, "type": entry.type, "name": entry.name, "issuer_words": entry.issuer_words}
    return {name: value for name, value in row.items() if value is not None}


def _conflicts(votes: Mapping[str, Mapping[str, int]], entries: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(name for name in AS_VOTED if _differ(_listed_values(name, entries) + _ranked(votes.get(name, {}))))


def _ranked(counts: Mapping[str, int]) -> list[str]:
    """Return values, those that most citations state first, ties by the smallest value."""
    return sorted(counts, key=lambda value: (-counts[value], value))


def _listed_values(name: str, entries: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the dates and titles that lists hold."""
    return sorted({str(row[name]) for row in entries if name in row and name in ("issued_on", "title")})


def _differ(values: list[str]) -> bool:
    """Return whether a value differs from the first, the preferred one, by more than spelling and length."""
    return any(not _is_similar(values[0], other) for other in values[1:])


def _is_similar(first: str, second: str) -> bool:
    """Return whether one wording is a part of the other, or most words of the shorter are in both: titles are cited freely."""
    a, b = fold(first), fold(second)
    shared = set(a.split()) & set(b.split())
    shorter = min(len(set(a.split())), len(set(b.split())))
    return a in b or b in a or (shorter >= _LONG and len(shared) > shorter / 2)
