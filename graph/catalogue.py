"""Known documents that no file need bring: central documents with a source, and plenum resolutions by name.

Rows without a sufficient source are read too, marked `verified=False`: they never are what a citation resolves to, but a citation that
one of them might be meant by is not resolved to another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from graph.identity import cited_document, key_of, parse_symbol
from graph.issuers import fold, issuer_at
from graph.model import Citation, Document, Kind, Span
from graph.reference import ReferenceTableError, day, read_table, verified

__all__ = ["CatalogueEntry", "catalogue", "named_documents"]


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
        symbol = replace(symbol, type_code=symbol.type_code or row["type_code"] or None)
        on, khoa = day(row, "date"), row["khoa"] or None
        mention = Citation(
            span=Span(0, 0),
            text="",
            kind=Kind.NUMBERED,
            rule="catalogue",
            symbol=row["symbol"],
            date=on,
            title=row["title"] or None,
            term=khoa,
        )
        key = key_of(symbol, issuer_at(symbol.code), on=on if on else None, term=khoa)
        if on is None and key.period is None and row["year"]:
            key = key_of(symbol, issuer_at(symbol.code), on=date(int(row["year"]), 1, 1), term=khoa)
        document = cited_document(symbol, mention, key)
        entries.append(CatalogueEntry(replace(document, evidence=(("catalogue", row["source"]),)), verified(row)))
    return tuple(entries)


@cache
def named_documents() -> dict[str, Document]:
    """Documents by folded name with khóa: "nghị quyết trung ương 4 khóa xi" is 12-NQ/TW of 2012."""
    found = {}
    for row in read_table("named_documents", "name khoa symbol date confidence source"):
        symbol = parse_symbol(row["symbol"])
        match = [
            entry.document
            for entry in catalogue()
            if entry.document.symbol == row["symbol"] and entry.document.issued_on == day(row, "date")
        ]
        if symbol is None or len(match) != 1:
            raise ReferenceTableError(
                f"named_documents.csv: {row['name']!r} names {row['symbol']!r} of {row['date']}, which central_documents.csv does not hold once"
            )
        found[fold(f"{row['name']} khóa {row['khoa']}" if row["khoa"] else row["name"])] = match[0]
    return found
