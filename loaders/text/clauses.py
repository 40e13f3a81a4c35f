"""Where sentences, paragraphs and list items end in Vietnamese legal text, whatever its line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["LOWER", "REACH", "Boundary", "Surroundings", "boundaries", "heading", "last_boundary", "surroundings"]

REACH = 600
"""Most characters looked at on either side of a citation: what keeps the cost linear in a text without sentence ends."""


class Boundary(NamedTuple):
    """Where a sentence, paragraph or list item ends in the normalised text.

    `kind` is stop (call, question, dots), paragraph, item, cell (of a table), lead (a colon ends the line)
    or heading (a type of document alone on its line).
    """

    start: int
    end: int
    kind: str


LOWER = "a-zđàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_UPPER = LOWER.upper()
_ITEM = r"[-+•●▪]\ |\*\ |\**+(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)/\-]\*{0,2}\s|[a-zđ][).]\s|[IVX]{1,5}[.\-]\s|Điều\ \d|Chương\ [IVX\d])|\(\d+\)"
# A line that holds a type of document in capitals and nothing else: the title begins below it.
_TYPES = (
    r"(?:NGHỊ\ ĐỊNH|THÔNG\ TƯ|QUYẾT\ ĐỊNH|LUẬT|BỘ\ LUẬT|PHÁP\ LỆNH|NGHỊ\ QUYẾT|QUY\ ĐỊNH|HƯỚNG\ DẪN|QUY\ CHẾ"
    r"|KẾ\ HOẠCH|CHỈ\ THỊ|CÔNG\ ĐIỆN|THÔNG\ BÁO|CHƯƠNG\ TRÌNH|KẾT\ LUẬN|BÁO\ CÁO|ĐỀ\ ÁN|TỜ\ TRÌNH)"
)
# Page headers and signatures of the gazette: the sentence runs on below them.
_FURNITURE = r"(?:CÔNG\ BÁO/|Ký\ bởi:|Người\ ký:|Email:|Cơ\ quan:|Thời\ gian\ ký:|Ngày\ ký:)"
# TP. Hồ Chí Minh, Q. 3, v.v.: a full stop after these ends nothing.
_SHORT = ("TP", "Tp", "tp", "TX", "Đ/c", "đ/c", "TM", "KT", "TL", "TUQ", "ThS", "Ths", "TS", "PGS", "GS", r"v\.v", "tr", r"T\.Ư")
_ABBREVIATED = "".join(rf"(?<!\W{word}\.)" for word in _SHORT)
_STOP = rf"""["”’»)*]*+(?:[^\S\n]*+\n|\ ++(?=[*“"(]*[{_UPPER}]))"""
# Every alternative begins with one certain character: the search leaps from one such character to the next.
_BOUNDARY = re.compile(
    rf"""
    \n(?:
        (?:\s*+(?:\d{{1,3}}\s*\n\s*)?{_FURNITURE}[^\n]{{0,160}}\n)++(?:\s*+\d{{1,3}}\ *\n)?+\s*+(?P<furniture>)
      | \W*+{_TYPES}\W*?\n\s*+(?P<heading>)
      | [^\S\n]*+\n\s*+(?![{LOWER}](?![.)]))(?P<paragraph>)   # a blank line, unless the sentence runs on in lower case
      | [^\S\n]*+(?={_ITEM})(?P<item>)
    )
  | \.{_ABBREVIATED}(?<!\W[{_UPPER}]\.){_STOP}(?P<stop>)
  | !{_STOP}(?P<call>) | \?{_STOP}(?P<question>) | …{_STOP}(?P<dots>)
  | :["”’»)*]*+[^\S\n]*+\n(?P<lead>)
  | \|(?P<cell>)
    """,
    re.VERBOSE,
)
_HEADING = re.compile(rf"(?:\A|\n)\W*+({_TYPES})\W*?\n", re.VERBOSE)


def heading(text: str) -> str | None:
    """The type of document that stands alone on a line near the top, in capitals as printed, or None."""
    found = _HEADING.search(text, 0, 4000)
    return " ".join(found[1].split()) if found else None


def boundaries(text: str, start: int, end: int) -> Iterator[Boundary]:
    """The sentence, paragraph and item ends in `text[start:end]`, in order."""
    for match in _BOUNDARY.finditer(text, start, end):
        if match.lastgroup != "furniture":
            yield Boundary(match.start(), match.end(), match.lastgroup or "")


def last_boundary(text: str, first: int, place: int) -> Boundary | None:
    """The boundary nearest before `place`, not before `first`; what begins at `place` is seen, but not read over."""
    left, step = place, REACH if "CÔNG BÁO/" in text[first:place] else 140  # the furniture of a page is read whole
    while left > first:
        left, step = max(first, left - step), step * 4
        while left > first and text[left - 1].isspace():  # so that no boundary is cut in two
            left -= 1
        found = None
        for match in _BOUNDARY.finditer(text, left, place + 1):
            if match.end() <= place and match.lastgroup != "furniture":
                found = match
        if found:
            return Boundary(found.start(), found.end(), found.lastgroup or "")
    return None


class Surroundings(NamedTuple):
    """What holds some words: the boundary nearest before them, if near, and the span of their sentence, list item or line."""

    before: Boundary | None
    first: int
    last: int


def surroundings(text: str, start: int, end: int) -> Surroundings:
    """What holds `text[start:end]`, at most REACH characters beyond either side.

    >>> surroundings("Khai mạc. Thực hiện Chỉ thị số 20-CT/TU của TP. Hà Nội. Hết.", 20, 39)[1:]
    (10, 55)
    """
    first, last = max(0, start - REACH), min(len(text), end + REACH)
    before, after = last_boundary(text, first, start), next(boundaries(text, end, last), None)
    first = before.end if before else first
    last = after.start + (text[after.start] in ".!?…:") if after else last
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return Surroundings(before, first, last)
