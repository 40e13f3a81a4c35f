"""Symbols taken apart: 87/2007/NĐ-CP is number 87, year 2007, type NĐ, issuer CP. The codes decide, not the separators."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from danchieu.graph.model.bodies import bodies, issuer_words
from danchieu.graph.model.documents import Symbol
from danchieu.graph.model.folding import slug
from danchieu.graph.model.reference import read_table
from danchieu.graph.model.types import code_of_word, codes_in, only_type_in, type_codes, words_by_code

__all__ = ["Symbol", "is_of_assembly", "is_party", "is_party_code", "is_shared_code", "make_symbol", "parse_symbol", "type_slug", "typed"]

_SEPARATORS = re.compile(r"[/\-\s]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NATIONAL = re.compile(rf"({'|'.join(issuer_words().assembly)})(\d{{1,2}})")
_NUMBER = re.compile(r"0*(\d+(?:\.\d+)?)([a-zđ]{0,2})", re.IGNORECASE)
_PARTY_FORM = re.compile(r"\d+[a-z]?-[^/\d]+/")
_JOINT = codes_in("joint")
_LETTER = only_type_in("letter").code


def parse_symbol(text: str) -> Symbol | None:
    """Take apart a normalised symbol from a table or the store; None if it is invalid.

    >>> parse_symbol("10/2024/QĐ-UBND").issuers
    ('UBND',)
    """
    number, *parts = [part for part in _SEPARATORS.split(text.strip()) if part] or [""]
    return make_symbol(text, number, parts)


def make_symbol(text: str, number: str, parts: Sequence[str]) -> Symbol | None:
    """Make a symbol from its number and the parts after it, the year and the codes; None if there is no number or no code."""
    digits = _NUMBER.fullmatch(number)
    year = int(parts[0]) if parts and _YEAR.fullmatch(parts[0]) else None
    codes = list(parts if year is None else parts[1:])
    if not digits or not codes:
        return None
    type_code = _type_code(codes, text) if len(codes) > 1 else None
    if type_code:
        codes = codes[1:]
    assembly, codes = _assembly(codes)
    if type_code in _JOINT and len(codes) > 1:
        return _symbol(text, digits, year, type_code, tuple(sorted(codes, key=slug)), None)
    if type_code is None and len(codes) > 1 and assembly is None:
        type_code = _LETTER  # 6676/BYT-CDS: issuer and unit, no type
    return _symbol(text, digits, year, type_code, (codes[0],), assembly)


def _symbol(
    text: str, digits: re.Match[str], year: int | None, type_code: str | None, issuers: tuple[str, ...], assembly: int | None
) -> Symbol:
    number = digits[1] + digits[2].lower()
    leaves_out = issuers[0] in issuer_words().assembly  # its symbols may leave out year, type and term
    series = "/" if leaves_out else f"{year or ''}/{type_code or ''}"
    return Symbol(text, number, year, type_code, issuers, assembly, f"{number}/{series}/{'+'.join(issuers)}")


def _type_code(codes: Sequence[str], text: str) -> str | None:
    """Return the first of several codes as the type; in a Party symbol also one that the table does not list: 459-KHHĐ/TU."""
    return type_codes().get(codes[0].lower()) or (codes[0] if _PARTY_FORM.match(text) else None)


def _assembly(codes: list[str]) -> tuple[int | None, list[str]]:
    """Return the term of the National Assembly, and the codes without it: QH15 gives 15 and QH."""
    national = next((found for code in codes if (found := _NATIONAL.fullmatch(code))), None)
    return (int(national[2]), [_NATIONAL.sub(r"\1", code) for code in codes]) if national else (None, codes)


@cache
def type_slug(code: str | None) -> str:
    """Return the type code as ids write it, `_` for None. One that is another's but for Đ is written by its word: ĐA gives de-an."""
    if code is None:
        return "_"
    other = code.replace("Đ", "D") != code and code.replace("Đ", "D") in words_by_code()
    return slug(words_by_code()[code][0] if other and code in words_by_code() else code)


def typed(symbol: Symbol, word: str | None) -> str | None:
    """Return the type code of a document: the symbol's, else that of the type word beside it."""
    return symbol.type_code or (code_of_word(word) if word else None)


def is_party(symbol: Symbol) -> bool:
    """Return whether the series of the issuer restarts with a committee's term rather than with the year."""
    return is_party_code(symbol.code) or (is_shared_code(symbol.code) and _PARTY_FORM.match(symbol.text) is not None)


def is_of_assembly(symbol: Symbol) -> bool:
    """Return whether the National Assembly or its Standing Committee issued a document, also if its term is misprinted: 66/2025/QH155."""
    return symbol.assembly is not None or symbol.code.startswith(issuer_words().assembly)


def is_party_code(code: str) -> bool:
    """Return whether the code is that of a Party body: listed as one, or else formed like one, as BTCThU or VPTXU."""
    return _system_of(code) == "party"


def is_shared_code(code: str) -> bool:
    """Return whether bodies of Party and State use the code, as BCĐ of steering committees: the form of the symbol shows the system."""
    return _system_of(code) == "any"


@lru_cache(maxsize=10_000)
def _system_of(code: str) -> str | None:
    if body := bodies().get(code):
        return body.system
    return "party" if code in _party_codes("exact") or code.endswith(_party_codes("ending")) else None


@cache
def _party_codes(covers: str) -> tuple[str, ...]:
    """Return codes of Party bodies that are not in the table of issuers, or the endings of such codes."""
    return tuple(row["code"] for row in read_table("party_codes", "code covers meaning confidence source") if row["covers"] == covers)
