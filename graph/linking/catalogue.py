"""The built-in catalogue of central documents.

Rows without a sufficient source are read too, with `verified=False`: citations never resolve to them, but a citation that may mean one of
them is not resolved to another document.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from danchieu.graph.linking.identity import cited_document
from danchieu.graph.linking.keys import key_of
from danchieu.graph.model import Citation, Document, Evidence, Key, Kind, Span, Symbol
from danchieu.graph.model.issuers import issuer_at
from danchieu.graph.model.reference import ReferenceTableError, day, read_table, verified
from danchieu.graph.model.symbols import parse_symbol

__all__ = ["CatalogueEntry", "catalogue", "had_reached"]

TableRow = dict[str, str]


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A known document; a citation may resolve to it if it is verified."""

    document: Document
    verified: bool


@cache
def catalogue() -> tuple[CatalogueEntry, ...]:
    """Read the central documents of the reference table."""
    rows = read_table("central_documents", "symbol date year issuer khoa plenum type_code title confidence source")
    return tuple(CatalogueEntry(_document(row), verified(row)) for row in rows)


def had_reached(symbol: Symbol, term: str, on: date) -> bool | None:
    """Return whether a central series had reached a number by a day, from the documents known of it; None if they do not show it."""
    if not symbol.number.isdigit():
        return None
    number = int(symbol.number)
    documents = _series().get((symbol.code, term, symbol.type_code or ""), ())
    if any(other >= number and day <= on for other, day in documents):
        return True
    if any(other <= number and day > on for other, day in documents):
        return False
    return None


def _document(row: TableRow) -> Document:
    symbol = parse_symbol(row["symbol"])
    if symbol is None:
        raise ReferenceTableError(f"central_documents.csv: invalid symbol {row['symbol']!r}; write number and codes, as 20-CT/TU")
    citation = Citation(
        span=Span(0, 0),
        text="",
        kind=Kind.NUMBERED,
        rule="catalogue",
        symbol=symbol,
        date=day(row, "date"),
        title=row["title"] or None,
        term=row["khoa"] or None,
    )
    typed = replace(symbol, type_code=symbol.type_code or row["type_code"] or None)
    document = cited_document(typed, citation, _key(row, typed))
    return replace(document, evidence=(Evidence("catalogue", row["source"]),), issuer_words=row["issuer"])


def _key(row: TableRow, symbol: Symbol) -> Key:
    issuer, on, term = issuer_at(symbol.code), day(row, "date"), row["khoa"] or None
    key = key_of(symbol, issuer, on=on, term=term)
    if on is None and key.period is None and row["year"]:
        return key_of(symbol, issuer, on=date(int(row["year"]), 1, 1), term=term)
    return key


@cache
def _series() -> dict[tuple[str, str, str], tuple[tuple[int, date], ...]]:
    """Return numbers and dates of the sourced documents by issuer code, term and type, in order of dates."""
    found: dict[tuple[str, str, str], list[tuple[int, date]]] = defaultdict(list)
    for entry in catalogue():
        symbol, document = entry.document.symbol, entry.document
        if symbol and entry.verified and document.issued_on and document.term and symbol.number.isdigit():
            found[symbol.code, document.term.lower(), symbol.type_code or ""].append((int(symbol.number), document.issued_on))
    return {series: tuple(sorted(pairs, key=lambda pair: pair[1])) for series, pairs in found.items()}
