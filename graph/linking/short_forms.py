"""Reads the short forms that a text leaves open: a bare number with the body beside it, and one of several documents of the text.

"Nghị quyết số 18 của Trung ương khóa XII" is 18-NQ/TW. Without a body it is the only central document of its type and number in the
catalogue that is not much older than the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from danchieu.graph.linking.catalogue import catalogue
from danchieu.graph.model import Citation, Document, Kind, Symbol
from danchieu.graph.model.bodies import body_named
from danchieu.graph.model.folding import fold
from danchieu.graph.model.symbols import is_party_code, parse_symbol
from danchieu.graph.model.types import code_of_word

__all__ = ["possible_citations", "symbol_of_bare_number"]

_CENTRAL, _CENTRAL_WORD = "TW", "trung ương"
_RECENT = timedelta(days=5 * 365)  # a term: how long before a text a document that it cites by the number alone was issued


def possible_citations(citation: Citation, written: date | None) -> tuple[Citation, ...]:
    """Return the citations that a short form may stand for; none if it says all that is known. `written` is the date of the text."""
    if citation.kind is not Kind.SHORT or citation.symbol:
        return ()
    if citation.alternatives:
        return tuple(_in_place_of(citation, key) for key in citation.alternatives)
    if citation.number is None:
        return ()
    if symbol := symbol_of_bare_number(citation):
        return (replace(citation, symbol=symbol, number=None),)
    return tuple(_in_place_of(citation, str(document.symbol), document.issued_on) for document in _listed(citation, written))


def _in_place_of(citation: Citation, key: str, on: date | None = None) -> Citation:
    symbol = parse_symbol(key)
    return replace(citation, symbol=symbol, name=None if symbol else key, alternatives=(), number=None, date=on or citation.date)


def symbol_of_bare_number(citation: Citation) -> Symbol | None:
    """Return the symbol that a bare number has by the Party body beside it: 18-NQ/TW; None for other bodies and without one."""
    words, code = citation.issuer or "", code_of_word(citation.type or "")
    body = body_named(words) or (_CENTRAL if fold(words) == _CENTRAL_WORD else None)
    if citation.number is None or citation.symbol or code is None or body is None or not is_party_code(body):
        return None
    return parse_symbol(f"{citation.number}-{code}/{body}")


def _listed(citation: Citation, written: date | None) -> Iterator[Document]:
    """Yield the central documents of the catalogue that a bare number without body may mean, if they are known well enough."""
    code, number, on = code_of_word(citation.type or ""), str(citation.number).lstrip("0"), citation.date or written
    if on is None or citation.issuer:
        return
    for entry in catalogue():
        document = entry.document
        symbol, issued = document.symbol, document.issued_on
        same = symbol is not None and symbol.type_code == code and symbol.number == number and symbol.code == _CENTRAL
        if same and entry.verified and issued and issued <= on <= issued + _RECENT:
            yield document
