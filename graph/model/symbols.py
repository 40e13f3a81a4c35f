"""Symbols taken apart: 87/2007/NĐ-CP is number 87, year 2007, type NĐ, issuer CP; separators say nothing, codes do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from danchieu.graph.model.bodies import bodies
from danchieu.graph.model.folding import slug
from danchieu.graph.model.types import code_of_word, codes_in, type_codes

__all__ = ["Symbol", "is_party", "parse_symbol", "type_slug", "typed"]

_NATIONAL = re.compile(r"(UBTVQH|QH)(\d{1,2})")
_NUMBER = re.compile(r"0*(\d+(?:\.\d+)?)([a-zđ]{0,2})", re.IGNORECASE)
_PARTY_FORM = re.compile(r"\d+[a-z]?-[^/\d]+/")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol taken apart: 87/2007/NĐ-CP is number 87, year 2007, type NĐ, issuer CP."""

    number: str
    year: int | None
    type_code: str | None
    issuers: tuple[str, ...]
    assembly: int | None
    group: str  # shared by all documents that this symbol may mean

    @property
    def code(self) -> str:
        """The issuer's code; of a joint document the first."""
        return self.issuers[0]


@cache
def type_slug(code: str | None) -> str:
    """A type code in an id; ĐA and HĐ are spelled out, since DA and HD are other types."""
    return {"ĐA": "de-an", "HĐ": "hop-dong", None: "_"}.get(code) or slug(code or "")


@lru_cache(maxsize=200_000)
def parse_symbol(symbol: str) -> Symbol | None:
    """Take a normalised symbol apart; None where it is no symbol.

    >>> parse_symbol("10/2024/QĐ-UBND").issuers
    ('UBND',)
    """
    head, *rest = [part for part in re.split(r"[/\-\s]+", symbol.strip()) if part] or [""]
    number = _NUMBER.fullmatch(head)
    if not number or not rest:
        return None
    year = int(rest.pop(0)) if re.fullmatch(r"(?:19|20)\d\d", rest[0]) else None
    if not rest:
        return None
    type_code = type_codes().get(rest[0].lower()) if len(rest) > 1 else None
    if type_code is None and len(rest) > 1 and _PARTY_FORM.match(symbol):
        type_code = rest[0]  # 459-KHHĐ/TU: what stands there is the type, also where the table does not know it
    if type_code:
        rest = rest[1:]
    assembly = None
    if national := next((found for part in rest if (found := _NATIONAL.fullmatch(part))), None):
        assembly = int(national[2])
        rest = [_NATIONAL.sub(r"\1", part) for part in rest]
    joint = type_code in codes_in("joint") and len(rest) > 1
    if joint:
        assembly = None
    elif type_code is None and len(rest) > 1 and assembly is None:
        type_code = "CV"  # 6676/BYT-CDS: issuer and unit, no type
    issuers = tuple(sorted(rest, key=slug)) if joint else (rest[0],)
    digits = number[1] + number[2].lower()
    return Symbol(digits, year, type_code, issuers, assembly, f"{digits}/{year or ''}/{type_code or ''}/{'+'.join(issuers)}")


def typed(symbol: Symbol, word: str | None) -> str | None:
    """The type code of a document: the symbol's, else that of the type word beside it."""
    return symbol.type_code or (code_of_word(word) if word else None)


def is_party(symbol: Symbol) -> bool:
    """Whether the series of the issuer restarts with a committee's term rather than with the year."""
    body = bodies().get(symbol.code)
    if body:
        return body.system == "party"
    return symbol.code.endswith(("TW", "TU", "HU", "QU", "ĐU"))
