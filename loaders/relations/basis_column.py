"""Tables as they come out of a page, cell after cell: the column that says on what each task is based."""

from __future__ import annotations

import re
from bisect import bisect_right

__all__ = ["BasisColumn"]

# "TT", the names of other columns, then "Căn cứ bổ sung" or "Căn cứ pháp lý" in a cell or lines of its own.
_HEADER = re.compile(
    r"""[\n|*][^\S\n]*+S?TT[\s|*]++(?:[^\d.;:]{0,300}?[\n|][\s*]*+)?
    (?P<cue>[Cc]ăn\s+cứ|[Cc]ơ\s+sở\s+pháp\s+lý)(?:\s+(?:bổ\s+sung|pháp\s+lý|thực\s+hiện|triển\s+khai|xây\s+dựng|ban\s+hành|giao))?[\s*]*?[\n|]""",
    re.VERBOSE,
)
_FIRST_COLUMN = re.compile(r"TT[ \t*]*[\n|]")
_CELL_BEGINS = re.compile(r"[\n|][ \t*]*\Z")
_CELL_ENDS = re.compile(r"\d{0,2}[ \t*]*+(?:,?\s*ngày\s[\d/.\s]{6,12})?[ \t*]*+[,;]?[ \t]*+(?:[\n|]|\Z)")


class BasisColumn:
    """The tables of one text that have such a column; a page that begins anew repeats the header."""

    def __init__(self, text: str) -> None:
        self.text = text
        tabled = "TT" in text and _FIRST_COLUMN.search(text)  # few texts have one: the slower search can be spared
        self.headers = [(match.end(), match.span("cue")) for match in _HEADER.finditer(text)] if tabled else []

    def header_before(self, first: int, start: int) -> tuple[int, tuple[int, int]] | None:
        """Where the last header that ends between `first` and `start` ends, and where its cue stands."""
        place = bisect_right(self.headers, start, key=lambda header: header[0])
        return self.headers[place - 1] if place and self.headers[place - 1][0] >= first else None

    def holds(self, start: int, end: int) -> bool:
        """Whether the citation `text[start:end]`, in such a table, begins and ends as a cell or a line of it does."""
        return _CELL_BEGINS.search(self.text, max(0, start - 8), start) is not None and _CELL_ENDS.match(self.text, end) is not None
