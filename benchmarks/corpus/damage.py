"""Damage to citations as scanning, typing and line breaks do it."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Mapping

__all__ = ["DAMAGES", "NO_DATE", "damaged"]

NO_DATE = "no date"
_NUMBER = re.compile(r"\d+(?=[a-z]?[-/])")  # the first number of a symbol


def damaged(core: str, draw: random.Random) -> tuple[str, str | None]:
    """Damage a citation in one way that changes it, and name the way; None if there is none."""
    ways = list(DAMAGES)
    draw.shuffle(ways)
    for way in ways:
        if (changed := DAMAGES[way](core, draw)) != core:
            return changed, way
    return core, None


def _zero(core: str, draw: random.Random) -> str:
    """Drop the zero in front of a number, or put one there: 5-CT/TW, 014-KH/TU."""
    return _NUMBER.sub(lambda found: found[0][1:] if found[0].startswith("0") else f"0{found[0]}", core, count=1)


def _blanks(core: str, draw: random.Random) -> str:
    """Put blanks beside a separator: 05- CT/TW, 30/2020/NĐ - CP."""
    return _at_separator(core, draw, draw.choice(("{} ", " {}", " {} ")))


def _line_break(core: str, draw: random.Random) -> str:
    """Break the line inside the symbol, behind a separator."""
    return _at_separator(core, draw, "{}\n")


def _separators(core: str, draw: random.Random) -> str:
    """Swap the separators, or lose the first: 05/CT-TW, 05 CT/TW."""
    first = next(place for place, letter in enumerate(core) if letter in "-/")
    if draw.random() < 0.3:
        return f"{core[:first]} {core[first + 1 :]}" if core[first] == "-" else core
    return core[:first] + core[first:].translate(str.maketrans("-/", "/-"))


def _letters(core: str, draw: random.Random) -> str:
    """Write letters that look alike otherwise: Ð (U+00D0) for Đ, else marks as characters of their own."""
    return core.replace("Đ", "Ð") if "Đ" in core else unicodedata.normalize("NFD", core)


def _at_separator(core: str, draw: random.Random, pattern: str) -> str:
    place = draw.choice([place for place, letter in enumerate(core) if letter in "-/"])
    return core[:place] + pattern.format(core[place]) + core[place + 1 :]


DAMAGES: Mapping[str, Callable[[str, random.Random], str]] = {
    "zero": _zero,
    "blanks": _blanks,
    "line break": _line_break,
    "separators": _separators,
    "letters": _letters,
}
