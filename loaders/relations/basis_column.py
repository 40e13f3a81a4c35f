"""Find the column of a table that gives the basis of each task, in a text where tables have come out cell by cell."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

__all__ = ["BasisColumn", "ColumnHeader"]

# "TT", the names of other columns, then "Căn cứ bổ sung" or "Căn cứ pháp lý" in a cell or lines of its own.
_HEADER = re.compile(
    r"""[\n|*][^\S\n]*+S?TT[\s|*]++(?:[^\d.;:]{0,300}?[\n|][\s*]*+)?
    (?P<cue>[Cc]ăn\s+cứ|[Cc]ơ\s+sở\s+pháp\s+lý)(?:\s+(?:bổ\s+sung|pháp\s+lý|thực\s+hiện|triển\s+khai|xây\s+dựng|ban\s+hành|giao))?[\s*]*?[\n|]""",
    re.VERBOSE,
)
_FIRST_COLUMN = re.compile(r"TT[ \t*]*[\n|]")
_CELL_BEGINS = re.compile(r"[\n|][ \t*]*\Z")
_CELL_ENDS = re.compile(r"\d{0,2}[ \t*]*+(?:,?\s*ngày\s[\d/.\s]{6,12})?[ \t*]*+[,;]?[ \t]*+(?:[\n|]|\Z)")
_CELL_MARGIN = 8  # characters of white space and emphasis between the border of a cell and its text


class ColumnHeader(NamedTuple):
    """The header of a table with such a column: where it ends, and the span of its cue "Căn cứ"."""

    end: int
    cue_start: int
    cue_end: int


class BasisColumn:
    """The headers of such tables in one text; a table that continues on the next page repeats its header."""

    __slots__ = ("headers", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        tabled = "TT" in text and _FIRST_COLUMN.search(text)  # few texts have tables, and this search is faster than that for headers
        self.headers = [ColumnHeader(match.end(), *match.span("cue")) for match in _HEADER.finditer(text)] if tabled else []

    def find_header(self, first: int, start: int) -> ColumnHeader | None:
        """Find the last header that ends between `first` and `start`."""
        count = bisect_right(self.headers, start, key=lambda header: header.end)
        return self.headers[count - 1] if count and self.headers[count - 1].end >= first else None

    def is_cell(self, start: int, end: int) -> bool:
        """Return whether `text[start:end]` fills a cell of a table, or a line of a cell, but for a date."""
        return (
            _CELL_BEGINS.search(self.text, max(0, start - _CELL_MARGIN), start) is not None and _CELL_ENDS.match(self.text, end) is not None
        )
