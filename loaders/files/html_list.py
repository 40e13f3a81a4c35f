"""Write the marks of the items in a list of a page, which a browser counts and the page does not hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["ItemList", "begin_list"]

_NO_MARK = re.compile(r"list-style(?:-type)?\s*:\s*none", re.IGNORECASE)
_DIGITS = 6  # of the number of an item
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMAN_TENS = ("", "x", "xx", "xxx")
_MOST_ROMAN = 10 * len(_ROMAN_TENS)  # larger numbers are written in figures


@dataclass(slots=True)
class ItemList:
    """A list whose end is not reached: how its items are marked, and the number of the next one."""

    style: str  # "1", "a", "A", "i", "I", or "-" for bullets; empty for none
    number: int

    def next_mark(self, value: str | None) -> str:
        """Return the mark of the next item, which may state its number."""
        number = _number(value, self.number)
        self.number = number + 1
        return _mark(self.style, number)


def begin_list(tag: str, attributes: Mapping[str, str]) -> ItemList:
    """Return the list that an element begins."""
    style = attributes.get("type", "1") if tag == "ol" else "-"
    if _NO_MARK.search(attributes.get("style", "")):
        style = ""
    return ItemList(style if style in ("1", "a", "A", "i", "I", "-", "") else "1", _number(attributes.get("start"), 1))


def _number(written: str | None, default: int) -> int:
    return int(written) if written and written.isascii() and written.isdigit() and len(written) <= _DIGITS else default


def _mark(style: str, number: int) -> str:
    """Return the mark of an item of a list.

    >>> [_mark(style, 14) for style in ("1", "a", "I", "-", "")]
    ['14.', 'n.', 'XIV.', '-', '']
    """
    if style in ("", "-"):
        return style
    if style in ("a", "A") and 1 <= number <= len(_LETTERS):
        mark = _LETTERS[number - 1]
    elif style in ("i", "I") and 1 <= number < _MOST_ROMAN:
        mark = _ROMAN_TENS[number // 10] + _ROMAN_ONES[number % 10]
    else:
        mark = str(number)
    return f"{mark.upper() if style.isupper() else mark}."
