"""Find where the header of a document begins in a text that a web page introduces: its headline, its notices, its summary."""

from __future__ import annotations

from danchieu.loaders.head.layout import lines, names_nation, without_nation
from danchieu.loaders.head.shapes import BLANK_NUMBER, DATED, FORMAL, NUMBER_LINE, UNDATED, is_type_line

__all__ = ["find_introduction"]

_LONGEST = 100  # characters of a line of a letterhead


def find_introduction(laid: str) -> int:
    """Return the offset at which a header begins below lines of prose; 0 if nothing is above it, or there is no header."""
    start = 0
    plain = without_nation(laid, len(laid))
    for at, line in lines(plain):
        if _belongs_to_header(plain, at, line):
            if is_type_line(line) or _is_numbered(plain, at) or names_nation(laid[at : at + len(line)]):
                return start
        elif FORMAL.match(line):
            return 0  # what follows is an appendix or a form
        else:
            start = at + len(line) + 1
    return 0


def _belongs_to_header(laid: str, at: int, line: str) -> bool:
    """Return whether a line may stand in a header: nothing but signs, capitals, a number, or place and date."""
    if not any(letter.isalnum() for letter in line):
        return True
    if line.isupper() and len(line.strip()) <= _LONGEST:
        return True
    return any(pattern.match(laid, at) for pattern in (NUMBER_LINE, BLANK_NUMBER, DATED, UNDATED))


def _is_numbered(laid: str, at: int) -> bool:
    """Return whether a line is `Số: 12/KH-UBND`; one with a type before it may be the headline of a page."""
    number = NUMBER_LINE.match(laid, at)
    return number is not None and not number["type"]
