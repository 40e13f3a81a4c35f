"""Known documents that no file need bring: central documents with a source.

Rows without a sufficient source are read too, marked `verified=False`: they never are what a citation resolves to, but a citation that
one of them might be meant by is not resolved to another.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from danchieu.graph.linking.identity import cited_document, key_of
from danchieu.graph.model import Citation, Document, Evidence, Kind, Span, Symbol
from danchieu.graph.model.issuers import issuer_at
from danchieu.graph.model.reference import ReferenceTableError, day, read_table, verified
from danchieu.graph.model.symbols import parse_symbol

__all__ = ["CatalogueEntry", "catalogue", "passed"]


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A known document; `verified` says whether a citation may resolve to it."""

    document: Document
    verified: bool


@cache
def catalogue() -> tuple[CatalogueEntry, ...]:
    """The central documents of the reference table."""
    entries = []
    for row in read_table("central_documents", "symbol date year issuer khoa plenum type_code title confidence source"):
        symbol = parse_symbol(row["symbol"])
        if symbol is None:
            raise ReferenceTableError(f"central_documents.csv: {row['symbol']!r} is no symbol")
        typed = replace(symbol, type_code=symbol.type_code or row["type_code"] or None)
        on, khoa = day(row, "date"), row["khoa"] or None
        mention = Citation(
            span=Span(0, 0),
            text="",
            kind=Kind.NUMBERED,
            rule="catalogue",
            symbol=symbol,
            date=on,
            title=row["title"] or None,
            term=khoa,
        )
        key = key_of(typed, issuer_at(symbol.code), on=on if on else None, term=khoa)
        if on is None and key.period is None and row["year"]:
            key = key_of(typed, issuer_at(symbol.code), on=date(int(row["year"]), 1, 1), term=khoa)
        document = cited_document(typed, mention, key)
        entries.append(
            CatalogueEntry(replace(document, evidence=(Evidence("catalogue", row["source"]),), issuer_words=row["issuer"]), verified(row))
        )
    return tuple(entries)


@cache
def _series() -> dict[tuple[str, str, str], tuple[tuple[int, date], ...]]:
    """Numbers and dates of the sourced documents by issuer code, term and type, in order of dates."""
    found: dict[tuple[str, str, str], list[tuple[int, date]]] = defaultdict(list)
    for entry in catalogue():
        symbol, document = entry.document.symbol, entry.document
        if symbol and entry.verified and document.issued_on and document.term and symbol.number.isdigit():
            found[symbol.code, document.term.lower(), symbol.type_code or ""].append((int(symbol.number), document.issued_on))
    return {series: tuple(sorted(pairs, key=lambda pair: pair[1])) for series, pairs in found.items()}


def passed(symbol: Symbol, term: str, on: date) -> bool | None:
    """Whether a central series had reached a number by a day, from the documents known of it: yes, no, or not known."""
    if not symbol.number.isdigit():
        return None
    number = int(symbol.number)
    pairs = _series().get((symbol.code, term, symbol.type_code or ""), ())
    if any(other >= number and day <= on for other, day in pairs):
        return True
    if any(other <= number and day > on for other, day in pairs):
        return False
    return None
