"""Show a text in Markdown without its marks: headings, quotations, tables, code, comments, and what stands within paragraphs.

Two signs stay that other formats have in their texts too: bars between the cells of a table, and hyphens before the items of a list and as
lines that are drawn. A text that is not Markdown loses nothing: what does not follow the rules stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from danchieu.graph.model.inline_marks import find_inline_marks
from danchieu.graph.model.offsets import Offsets, Piece, replace_pieces, without_overlap

__all__ = ["READER", "find_marks", "is_markdown", "without_markdown"]

READER = "Markdown"
"""What a file is said to be read as whose text has such marks; its encoding follows in brackets if it is not UTF-8."""

_MOST = 500_000
"""Marks taken at most, so that a hostile text costs no more memory; the longest documents with all their tables have some 50,000."""

_LINE_ENDS = 3  # characters: what stands in front of a line below a blank one

_LONGEST_PARAGRAPH = 50_000
"""Characters in which signs of emphasis find their partners."""

_SIGN = re.compile(r"[\\`*_~\[\]<|#>=]")  # without which a line has no mark
_FENCE = re.compile(r"[ \t]*(?P<sign>`{3}(?=[^`\n]*$)|~{3})", re.MULTILINE)
_QUOTATION = re.compile(r"[ ]{0,3}(?:>[ ]?)+")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}(?:[ \t]+|(?=\r?$))", re.MULTILINE)
_CLOSES_HEADING = re.compile(r"[ \t]+#+(?=[ \t]*\r?$)", re.MULTILINE)
_UNDERLINE = re.compile(r"[ ]{0,3}={2,}[ \t]*\r?$", re.MULTILINE)
_ENDS_PARAGRAPH = re.compile(r"^[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]|\r?$)", re.MULTILINE)  # the item of a list, or a blank line
_CELLS = r"[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*+\|?[ \t]*\r?$"
_BARE_DELIMITERS = re.compile(rf"(?=[^\n|]+\|){_CELLS}", re.MULTILINE)
_DELIMITERS = re.compile(rf"[ ]{{0,3}}\|{_CELLS}", re.MULTILINE)
_ROW = re.compile(r"[ ]{0,3}\|")
_BAR = re.compile(r"\\?\|")
_INSIDE, _BEFORE = "¦", "| "  # a bar within a cell, which is no border; what is put before a row that begins without a bar
_COMMENT, _END_OF_COMMENT = "<!--", "-->"


def is_markdown(reader: str | None) -> bool:
    """Return whether marks stand in a text, by what its file was read as.

    >>> is_markdown("Markdown"), is_markdown("Markdown (TCVN3)"), is_markdown("UTF-8"), is_markdown(None)
    (True, True, False, False)
    """
    return reader is not None and reader.startswith(READER)


def without_markdown(text: str) -> tuple[str, Offsets | None]:
    r"""Return the text without its marks, and the map of its positions to offsets of `text`; None if it has no mark.

    The span of `text` from `start` to `end` is shown by the characters from `offsets.place(start)` to `offsets.place(end)`.

    >>> shown, offsets = without_markdown("## **Điều 3.** Bãi bỏ Quyết định số 12/2010/QĐ\\-UBND")
    >>> shown
    'Điều 3. Bãi bỏ Quyết định số 12/2010/QĐ-UBND'
    """
    marks = list(islice(find_marks(text), _MOST))
    return replace_pieces(text, marks) if marks else (text, None)


def find_marks(text: str) -> Iterator[Piece]:
    """Yield the marks of a text in order, each with what is put in its place."""
    start = 0
    while (comment := text.find(_COMMENT, start)) >= 0 and (found := text.find(_END_OF_COMMENT, comment)) >= 0:
        yield from _Lines(text, start, comment).marks()
        start = found + len(_END_OF_COMMENT)
        if text.startswith("\n", start) and (comment == 0 or text[comment - 1] == "\n"):  # a comment on lines of its own
            start += 1
        yield comment, start, ""
    yield from _Lines(text, start, len(text)).marks()


class _Lines:
    """Reads the lines of a part of a text in order; keeps the paragraph that is open: its start, and the marks before its lines."""

    __slots__ = ("fence", "first", "in_table", "last", "opened", "prefixes", "text")

    def __init__(self, text: str, first: int, last: int) -> None:
        self.text, self.first, self.last = text, first, last
        self.opened: int | None = None
        self.prefixes: list[Piece] = []
        self.fence: str | None = None
        self.in_table = False

    def marks(self) -> Iterator[Piece]:
        """Yield the marks of all lines; lines without a sign have none and are passed over."""
        end = self.first
        while sign := _SIGN.search(self.text, end, self.last):
            start = self.text.rfind("\n", end, sign.start()) + 1 or end
            if start > end:
                self.in_table = False
                if self.opened is not None and _ENDS_PARAGRAPH.search(self.text, end, start):
                    yield from self._close(end)
            end = self._end_of_line(start)
            yield from self._read(start, end)
        yield from self._close(self.last)

    def _end_of_line(self, start: int) -> int:
        found = self.text.find("\n", start, self.last)
        return self.last if found < 0 else found + 1

    def _read(self, start: int, end: int) -> Iterator[Piece]:
        """Yield the marks that a line shows: those of the paragraph that it ends, and its own if it is no part of a paragraph."""
        fence = _FENCE.match(self.text, start, end)
        if fence and self.fence in (None, fence["sign"]):
            yield from self._close(start)
            yield start, end, ""
            self.fence = fence["sign"] if self.fence is None else None
        elif self.fence:
            pass
        elif self._is_row(start, end):
            yield from self._close(start)
            yield from _marks_in_row(self.text, start, end)
        else:
            yield from self._read_words(start, end)

    def _is_row(self, start: int, end: int) -> bool:
        """Return whether a line is a row of a table: it begins with a bar, or has one in a table whose second row shows that none does."""
        if _ROW.match(self.text, start, end):
            self.in_table = False
            return True
        has_bar = self.text.find("|", start, end) >= 0
        self.in_table = has_bar and (self.in_table or _BARE_DELIMITERS.match(self.text, end, self._end_of_line(end)) is not None)
        return self.in_table

    def _read_words(self, start: int, end: int) -> Iterator[Piece]:
        """Read a line of words: a heading, a line that is drawn below one, or a line of a paragraph."""
        quotation = _QUOTATION.match(self.text, start, end)
        words = quotation.end() if quotation else start
        if self._is_underline(words, end):
            yield from self._close(start)
            yield start, end, ""
            return
        heading = _HEADING.match(self.text, words, end)
        if heading or self._begins_paragraph(words, end):
            yield from self._close(start)
        if self.opened is None:
            self.opened = start
        if quotation:
            self.prefixes.append((*quotation.span(), ""))
        if heading:
            self.prefixes.append((*heading.span(), ""))
            if closing := _CLOSES_HEADING.search(self.text, heading.end(), end):
                self.prefixes.append((*closing.span(), ""))
            yield from self._close(end)

    def _begins_paragraph(self, start: int, end: int) -> bool:
        too_long = self.opened is not None and end - self.opened > _LONGEST_PARAGRAPH
        return too_long or _ENDS_PARAGRAPH.match(self.text, start, end) is not None

    def _is_underline(self, start: int, end: int) -> bool:
        """Return whether a line of = is drawn below a line of words."""
        return _UNDERLINE.match(self.text, start, end) is not None and not self.text[max(start - _LINE_ENDS, 0) : start].isspace()

    def _close(self, end: int) -> Iterator[Piece]:
        """Yield the marks of the open paragraph, which ends here; one of a single endless line is read in parts."""
        if self.opened is not None:
            parts = range(self.opened, end, _LONGEST_PARAGRAPH)
            marks = (mark for first in parts for mark in find_inline_marks(self.text, first, min(first + _LONGEST_PARAGRAPH, end)))
            yield from without_overlap([*self.prefixes, *marks]) if self.prefixes else marks
            self.opened, self.prefixes = None, []


def _marks_in_row(text: str, start: int, end: int) -> list[Piece]:
    """Return the marks in a row of a table: all of the row that divides the head from the others; bars stay between the cells."""
    if _DELIMITERS.match(text, start, end) or _BARE_DELIMITERS.match(text, start, end):
        return [(start, end, "")]
    marks: list[Piece] = [] if _ROW.match(text, start, end) else [(start, start, _BEFORE)]
    cell = start
    for bar in _BAR.finditer(text, start, end):
        if len(bar[0]) > 1:
            marks.append((*bar.span(), _INSIDE))
            continue
        marks += find_inline_marks(text, cell, bar.start(), line_break=" ")
        cell = bar.end()
    return without_overlap([*marks, *find_inline_marks(text, cell, end, line_break=" ")])
