"""Documents that registers list: known to the linker as if their texts had been loaded, and described by what their rows say.

The identity of a row is that of a text with such a head. A row that leaves it open names no document, and is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from danchieu.graph.linking.identity import identify_document
from danchieu.graph.linking.linker import Linker
from danchieu.graph.model import Document, Evidence, Head, Listing, Status
from danchieu.graph.model.provinces import MERGERS
from danchieu.graph.model.symbols import is_party

__all__ = ["REGISTER", "UnknownIdentity", "list_documents", "listed_document"]

REGISTER = "register"
"""Name of the evidence that a register gives."""


class UnknownIdentity(ValueError):
    """A row that names no one document; the message says what it lacks."""


def list_documents(
    linker: Linker, rows: Iterable[tuple[int, Head]], *, path: str, sha256: str, file: str, reading: str = ""
) -> tuple[Listing, list[tuple[int, str]]]:
    """Make the documents of some rows known to the linker: what they add to the graph, and the lines of rows refused with the reason."""
    documents: dict[str, Document] = {}
    refused = []
    for line, head in rows:
        try:
            document = listed_document(head, source=f"{PurePath(file).name} line {line}")
        except UnknownIdentity as error:
            refused.append((line, str(error)))
            continue
        linker.list_document(document, head)
        documents.setdefault(document.id, document)
    return Listing(path, sha256, tuple(documents.values()), reading), refused


def listed_document(head: Head, *, source: str) -> Document:
    """The document of a row; raises UnknownIdentity.

    >>> from datetime import date
    >>> from danchieu.graph.model.symbols import parse_symbol
    >>> row = Head(symbol=parse_symbol("20-CT/TU"), issued_on=date(2008, 5, 16), letterhead=("Tỉnh ủy Bình Thuận",))
    >>> listed_document(row, source="known.csv line 2").id
    'binh-thuan.tu/2005-2010/ct-20'
    """
    symbol = head.symbol
    if symbol is None:
        raise UnknownIdentity("no symbol; write number and codes, as 20-CT/TU or 87/2007/NĐ-CP")
    if symbol.year and head.issued_on and symbol.year != head.issued_on.year:
        raise UnknownIdentity(f"{head.symbol} is not of the year of its date {head.issued_on:%d/%m/%Y}; correct one of the two")
    year = symbol.year if symbol.year != MERGERS.year else None  # says which province of a name it was
    found = identify_document(replace(head, issued_on=head.issued_on or (date(year, 1, 1) if year else None)), sha256="")
    if found.unknown:
        raise UnknownIdentity(f"{head.symbol} names no one document ({_lacking(found, head, party=is_party(symbol))})")
    words = head.letterhead[0] if head.letterhead and found.issuer and found.issuer.level == "central" else None
    return replace(
        found, status=Status.CITED, issued_on=head.issued_on, evidence=(Evidence(REGISTER, source),), superior=None, issuer_words=words
    )


def _lacking(document: Document, head: Head, *, party: bool) -> str:
    if document.issuer is None or (not document.issuer.place_known and (head.issued_on or not head.letterhead)):
        return "add the issuer with its province, as UBND tỉnh Phú Thọ"
    if document.type_code is None:
        return "add the type"
    if head.issued_on is None:
        return "add the date, or the term of the committee" if party else "add the date"
    return "its date falls between two terms of the committee: add the term"
