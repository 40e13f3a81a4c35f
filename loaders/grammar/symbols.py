"""Symbols of documents: from number and codes as written to one normalised form."""

from __future__ import annotations

import re
from functools import lru_cache

from danchieu.graph.model.bodies import issuer_words

__all__ = ["normalize_symbol"]

_PARTS = re.compile(r"[-/]+|(?<!T)\.")
_SPACED_YEAR = re.compile(r"(/\d{4})\s+(?=[A-ZĐ])")


@lru_cache(maxsize=65536)
def normalize_symbol(number: str, tail: str) -> str:
    """Repair spacing, dashes, separators and spellings of codes; the wording stays, also where a type code is wrong.

    Party `20-CT/TU`, State `87/2007/NĐ-CP` and `165/KH-UBND`. Where the codes do not tell the system, separators stay as written.

    >>> normalize_symbol("36", "/NQ-TW"), normalize_symbol("87", "/2007-NĐ-CP"), normalize_symbol("05", "- CT/TƯ")
    ('36-NQ/TW', '87/2007/NĐ-CP', '05-CT/TW')
    """
    number = "".join(number.split())
    parts = [part for part in _PARTS.split("".join(_SPACED_YEAR.sub(r"\1/", tail).split())) if part]
    year = parts.pop(0) if parts and parts[0].isdigit() else None
    codes = [_code(part) for part in parts]
    if year:
        return f"{number}/{year}/{'-'.join(codes)}"
    words = issuer_words()
    issuer = codes[-1]
    if len(codes) > 1 and (issuer in words.party or issuer.endswith(words.party_suffixes)):
        return f"{number}-{codes[0]}/{'-'.join(codes[1:])}"
    if issuer in words.state or codes[0] in words.state or len(codes) == 1:
        return f"{number}/{'-'.join(codes)}"
    first = "-" if tail.lstrip().startswith("-") else "/"
    return f"{number}{first}{_as_written(codes, tail)}"


def _code(part: str) -> str:
    part = part.strip()
    upper = part if any(letter.isupper() for letter in part) else part.upper()
    return issuer_words().spellings.get(upper, upper)


def _as_written(codes: list[str], tail: str) -> str:
    """Join unknown codes: a Party symbol has its slash before the issuer, a State one after the number."""
    joined = codes[0]
    signs = [sign for sign in tail if sign in "-/."]
    for sign, code in zip(signs[1:] or ["-"] * len(codes), codes[1:], strict=False):
        joined += ("-" if sign == "." else sign) + code
    return joined
