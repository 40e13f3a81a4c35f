"""Lay out a header: columns, marks of Markdown, tables, and what every header has.

Headers come in one column, in two columns side by side (either first), as tables in Markdown, and as a gazette prints them. All are laid
out the same way: a copy of the beginning of the text in which marks of layout are spaces and column gaps are line ends, so that offsets
agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from danchieu.loaders.text.source import SourceText

__all__ = ["lay_out", "lines", "names_nation", "without_nation"]

_MARKS = "*#\\>`~"  # Markdown
_GAP = re.compile(r"    (?<=\S    ) *(?=\S)")
# Names of state and party, motto, lines of a gazette, numbers of pages, but not the year of a date that goes on over the line. Each pattern
# begins with one literal, which `re` finds fast.
_NATION = tuple(
    re.compile(pattern.replace("~", r"\s+"))
    for pattern in (
        "CỘNG~HÒA~XÃ~HỘI~CHỦ~NGHĨA~VIỆT~NAM",
        "ĐẢNG~CỘNG~SẢN~VIỆT~NAM",
        r"Độc~lập\s*[-.]\s*Tự~do\s*[-.]\s*Hạnh~phúc",
        r"\n(?<!năm\n)[^\S\n]*(?:CÔNG~BÁO.*|VĂN~BẢN~(?:QUY~PHẠM~PHÁP~LUẬT|HỢP~NHẤT)\W*|\d{1,4}[^\S\n]*|LUATVIETNAM.*)(?=\n|\Z)",
    )
)


def lay_out(source: SourceText, end: int) -> str:
    """Return the text up to `end` without marks of layout and with columns broken into lines; every character keeps its offset."""
    text = _with_tabs(source, end)
    for mark in _MARKS:
        text = text.replace(mark, " ")
    text = text.replace("|", "\n").replace("\t", "\n")
    return _GAP.sub(lambda gap: "\n" + " " * (len(gap[0]) - 1), text)


def _with_tabs(source: SourceText, end: int) -> str:
    """Return the beginning of the normalised text with the tabs of the source, which separate columns."""
    text = source.text[:end]
    if "\t" not in source.shown[: 2 * end]:
        return text
    return "".join("\t" if source.quote(place, place + 1) == "\t" else letter for place, letter in enumerate(text))


def without_nation(laid: str, end: int) -> str:
    """Blank, before `end`, what every header has: names of state and party, motto, gazette lines, page numbers."""
    above = "\n" + laid[:end]
    for pattern in _NATION:
        above = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), above)
    return above[1:] + laid[end:]


def names_nation(words: str) -> bool:
    """Return whether some lines hold what every header has: the name of state or party, the motto, a line of a gazette."""
    return any(pattern.search("\n" + words) for pattern in _NATION)


def lines(text: str, start: int = 0) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text from `start` on, each with its offset."""
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, text[start:end]
        start = end + 1
