"""Identifies documents that registers list: known to the linker as if their texts had been loaded, and described by their rows.

A row is identified as a text with such a header would be. A row that does not identify a single document is refused.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import PurePath

from danchieu.graph.linking.identity import identify_document
from danchieu.graph.model import Document, Failure, Head, Register, RegisterRow, Status, Symbol
from danchieu.graph.model.provinces import MERGERS
from danchieu.graph.model.symbols import is_party

__all__ = ["UnknownIdentity", "list_documents", "listed_document"]


class UnknownIdentity(ValueError):
    """A row that does not identify a single document; the message says what it lacks."""


def list_documents(part: Register) -> tuple[list[tuple[Document, Head]], list[Failure]]:
    """Identify the documents of a part of a register; return each with what its row states, and the refused rows."""
    listed: list[tuple[Document, Head]] = []
    refused: list[Failure] = []
    for entry in part.entries:
        sheet = f" sheet {entry.sheet!r}" if entry.sheet else ""
        try:
            document = listed_document(entry.head, row=RegisterRow(f"{PurePath(part.file).name}{sheet}", entry.line))
        except UnknownIdentity as error:
            refused.append(Failure(f"{part.file}{sheet} line {entry.line}", str(error)))
            continue
        listed.append((document, entry.head))
    return listed, refused


def listed_document(head: Head, *, row: RegisterRow) -> Document:
    """Identify the document of a row; raises UnknownIdentity.

    >>> from datetime import date
    >>> from danchieu.graph.model.symbols import parse_symbol
    >>> head = Head(symbol=parse_symbol("20-CT/TU"), issued_on=date(2008, 5, 16), letterhead=("Tỉnh ủy Bình Thuận",))
    >>> listed_document(head, row=RegisterRow("known.csv", 2)).id
    'binh-thuan.tu/2005-2010/ct-20'
    """
    symbol, on = head.symbol, head.issued_on
    if symbol is None:
        raise UnknownIdentity("no symbol; write number and codes, as 20-CT/TU or 87/2007/NĐ-CP")
    if symbol.year and on and symbol.year != on.year:
        raise UnknownIdentity(f"the year of {symbol} differs from that of its date {on:%d/%m/%Y}; correct one of the two")
    found = identify_document(replace(head, issued_on=on or _day_of_year(symbol)), sha256="")
    if found.unknown:
        raise UnknownIdentity(f"{symbol} does not identify a single document ({_missing(found, head, symbol)})")
    central = found.issuer is not None and found.issuer.level == "central"
    words = head.letterhead[0] if head.letterhead and central else None
    return replace(found, status=Status.CITED, issued_on=on, evidence=(), superior=None, issuer_words=words, register_row=row)


def _day_of_year(symbol: Symbol) -> date | None:
    """Return a day that shows which province of a name is meant; none in the year of the mergers."""
    return date(symbol.year, 1, 1) if symbol.year and symbol.year != MERGERS.year else None


def _missing(document: Document, head: Head, symbol: Symbol) -> str:
    if document.issuer is None or ("place" in document.unknown and (head.issued_on or not head.letterhead)):
        return "add the issuer with its province, as Sở Y tế tỉnh Phú Thọ"
    if document.type_code is None:
        return "add the type"
    if head.issued_on is None:
        return "add the date, or the term of the committee" if is_party(symbol) else "add the date"
    return "its date falls between two terms of the committee: add the term"
