"""Write the marks of the items in a list of a page, which a browser counts and the page does not hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from danchieu.loaders.files.list_numbers import LETTERS, write_number

__all__ = ["ItemList", "begin_list"]

_NO_MARK = re.compile(r"list-style(?:-type)?\s*:\s*none", re.IGNORECASE)
_DIGITS = 6  # of the number of an item
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


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
    return ItemList(style if style in (*_FORMATS, "-", "") else "1", _number(attributes.get("start"), 1))


def _number(written: str | None, default: int) -> int:
    return int(written) if written and written.isascii() and written.isdigit() and len(written) <= _DIGITS else default


def _mark(style: str, number: int) -> str:
    """Return the mark of an item of a list.

    >>> [_mark(style, 14) for style in ("1", "a", "I", "-", "")]
    ['14.', 'n.', 'XIV.', '-', '']
    """
    if style in ("", "-"):
        return style
    format = _FORMATS[style] if number <= LETTERS or style not in ("a", "A") else "decimal"  # browsers write 28 as ab, Word as bb
    return f"{write_number(number, format)}."
