"""Write as text what lays out a page: tables, tabs, and a letterhead in the header of the first page.

    | TT | Văn bản | Ngày ban hành |        TỈNH ỦY BÌNH THUẬN
    | 1 | Chỉ thị số 20-CT/TU | 16/5/2008 |        Số 20-CT/TU

A letterhead and a signature stand in a table without borders whose rows fill two cells. Its cells are lines of their own, since number and
date are found alone on a line. In a row, the paragraphs of a cell are joined: a row is one line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["MAX_SPAN", "has_number", "is_layout", "with_header", "write_row", "write_tabs"]

MAX_SPAN = 63
"""The most columns of a table in Word: a cell cannot span more."""

_BAR, _INSIDE = "|", "¦"  # a bar in a cell is no border
_COLUMNS = 2  # filled cells in a row of a letterhead
_PARTIES = 2  # rows of a letterhead or signature of three issuers side by side
_OPENING_ROWS = 4  # of a letterhead that has borders

_AFTER_LABEL = re.compile(r"^(\S{0,8}[.):+•–-])[ ]*\t[ \t]*", re.MULTILINE)  # a label or a bullet that was typed by hand
_TABS = re.compile(r" *\t[\t ]*")
_GAP = "    "  # what the readers of letterheads and signatures take for the gap between two columns

_NUMBER = re.compile(r"^[ ]*Số[ ]*:?[ ]*[\d….]", re.MULTILINE)  # the line of a letterhead that has the number, or room for it
_HEAD = 40  # lines of a document in which its letterhead has the number


def is_layout(filled: Sequence[int], *, bordered: bool, opening: bool) -> bool:
    """Return whether a table only lays out a page, from the number of `filled` cells in each row, and whether it opens the document."""
    widest = max(filled, default=0)
    if widest <= 1:
        return True
    if bordered:
        return opening and widest <= _COLUMNS and len(filled) <= _OPENING_ROWS
    return widest <= _COLUMNS or sum(count > _COLUMNS for count in filled) <= _PARTIES


def write_row(cells: Sequence[str]) -> str:
    """Return the line of a row; the cells may hold lines.

    >>> write_row(["1", "Chỉ thị số 20-CT/TU\\nngày 16/5/2008", ""])
    '| 1 | Chỉ thị số 20-CT/TU ngày 16/5/2008 |  |'
    """
    inside = (" ".join(cell.replace(_BAR, _INSIDE).split()) for cell in cells)
    return f"{_BAR} {f' {_BAR} '.join(inside)} {_BAR}"


def write_tabs(text: str) -> str:
    r"""Return the text of a paragraph with its tabs as blanks: readers take a tab for the border of a cell.

    >>> write_tabs("\ta)\tThực hiện"), write_tabs("TỈNH ỦY\t\tĐẢNG")
    ('a) Thực hiện', 'TỈNH ỦY    ĐẢNG')
    """
    return _TABS.sub(_GAP, _AFTER_LABEL.sub(r"\1 ", text.lstrip("\t "))) if "\t" in text else text


def has_number(lines: Sequence[str]) -> bool:
    """Return whether the first lines of a document hold the number of a letterhead, or room for it.

    >>> has_number(["TỈNH ỦY BÌNH THUẬN", "Số 20-CT/TU"]), has_number(["Số lượng"])
    (True, False)
    """
    return _NUMBER.search("\n".join(lines[:_HEAD])) is not None


def with_header(lines: list[str], header: Sequence[str]) -> list[str]:
    """Return the lines of a document below the header of its first page, if that has the number of a letterhead and they have none."""
    return [*header, "", *lines] if not has_number(lines) and has_number(header) else lines
