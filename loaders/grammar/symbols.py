"""Read symbols as texts write them: repair damaged spellings, take the parts apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from danchieu.graph.model import Symbol
from danchieu.graph.model.bodies import bodies, issuer_words
from danchieu.graph.model.symbols import is_party_code, make_symbol
from danchieu.graph.model.types import type_codes

__all__ = ["PROVINCE", "is_hooked", "read_symbol", "without_hook"]

PROVINCE = "TU"
"""The code of a provincial committee."""


_PARTS = re.compile(r"[-/]+|(?<!T)\.")
_HOOKED = re.compile(r"(T)\.?Ư(?!\w)")  # TƯ and T.Ư: the centre, but also a province's TU, whose name Tỉnh ủy has no hook in its code
_SPACED_YEAR = re.compile(r"(/\d{4})\s+(?=[A-ZĐ])")


@lru_cache(maxsize=65536)
def read_symbol(number: str, tail: str) -> Symbol | None:
    """Make a symbol from a number and the codes after it, as written; None if it is invalid.

    Spacing, dashes, separators and spellings of codes are repaired; a wrong type code is kept. Party symbols become `20-CT/TU`, State
    symbols `87/2007/NĐ-CP` and `165/KH-UBND`. If the codes do not show the system, separators stay as written.

    >>> str(read_symbol("36", "/NQ-TW")), str(read_symbol("87", "/2007-NĐ-CP")), str(read_symbol("05", "- CT/TƯ"))
    ('36-NQ/TW', '87/2007/NĐ-CP', '05-CT/TW')
    """
    number = "".join(number.split())
    parts = [part for part in _PARTS.split("".join(_SPACED_YEAR.sub(r"\1/", tail).split())) if part]
    years = parts[:1] if parts and parts[0].isdigit() else []
    codes = [_code(part) for part in parts[len(years) :]]
    codes = _apart(codes[0]) if len(codes) == 1 else codes
    if not parts:
        return None
    text = f"{number}/{years[0]}/{'-'.join(codes)}" if years else _without_year(number, codes, tail)
    return make_symbol(text, number, [*years, *codes])


def is_hooked(written: str) -> bool:
    """Return whether a symbol as written ends in TƯ, which means the centre unless letterhead or issuer are those of a province."""
    return _HOOKED.search(written) is not None


def without_hook(written: str) -> str:
    """Return a symbol as written, or its tail, with TU in place of TƯ: 445-KL/TƯ of a Tỉnh ủy is 445-KL/TU."""
    return _HOOKED.sub(rf"{PROVINCE}", written)


def _without_year(number: str, codes: list[str], tail: str) -> str:
    issuer, state = codes[-1], issuer_words().state
    if len(codes) > 1 and is_party_code(issuer):
        return f"{number}-{codes[0]}/{'-'.join(codes[1:])}"
    if issuer in state or codes[0] in state or len(codes) == 1:
        return f"{number}/{'-'.join(codes)}"
    signs = [sign for sign in tail if sign in "-/."]
    if tail[:1].isspace() and codes[0] in type_codes().values() and len(signs) < len(codes):
        signs.insert(0, "-" if signs[:1] == ["/"] else "/")  # 14 HD/TWĐTN-BTG
    return f"{number}{'-' if signs[:1] == ['-'] else '/'}{_as_written(codes, signs)}"


def _code(part: str) -> str:
    """Return a code in its usual spelling: that of the tables but for case, so qđ is QĐ and never QD; one of no table in capitals."""
    part = part.strip()
    spelled = issuer_words().spellings.get(part)
    if spelled or part in _known():
        return spelled or part
    usual = _usual_case().get(part.lower()) or (part.upper() if part.islower() else part)
    return issuer_words().spellings.get(usual, usual)


@cache
def _known() -> frozenset[str]:
    return frozenset((*bodies(), *type_codes().values()))


@cache
def _usual_case() -> Mapping[str, str]:
    """Return the codes of the tables by their letters in lower case; none that two codes share."""
    found: dict[str, set[str]] = defaultdict(set)
    for code in _known():
        found[code.lower()].add(code)
    return {lower: next(iter(codes)) for lower, codes in found.items() if len(codes) == 1}


@lru_cache(maxsize=4096)
def _apart(code: str) -> list[str]:
    """Return type and issuer of a code in which the sign between them is missing: NĐCP is NĐ and CP. Another code stays whole."""
    types = (other for other in sorted(type_codes().values(), key=len, reverse=True) if code.startswith(other))
    found = next((other for other in types if code[len(other) :] in bodies()), None)
    return [code] if found is None or code in bodies() else [found, code[len(found) :]]


def _as_written(codes: list[str], signs: list[str]) -> str:
    """Join unknown codes: a Party symbol has its slash before the issuer, a State one after the number."""
    joined = codes[0]
    for sign, code in zip(signs[1:] or ["-"] * len(codes), codes[1:], strict=False):
        joined += ("-" if sign == "." else sign) + code
    return joined
