"""Where sentences, paragraphs and list items end in Vietnamese legal text, whatever its line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["REACH", "Boundary", "boundaries", "sentence_around"]

REACH = 600
"""Most characters looked at on either side of a citation: what keeps the cost linear in a text without sentence ends."""


class Boundary(NamedTuple):
    """Where a sentence, paragraph or list item ends in the normalised text.

    `kind` is stop, paragraph, item, lead (a colon ends the line) or heading (a line with the type of the document alone).
    """

    start: int
    end: int
    kind: str


_LOWER = "a-zđàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_UPPER = _LOWER.upper()
_ITEM = r"[-+•●▪]\ |\*\ |\**+(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)/\-]\*{0,2}\s|[a-zđ][).]\s|[IVX]{1,5}[.\-]\s|Điều\ \d|Chương\ [IVX\d])|\(\d+\)"
# A line that holds a type of document in capitals and nothing else: the title begins below it.
_TYPES = (
    r"(?:NGHỊ\ ĐỊNH|THÔNG\ TƯ|QUYẾT\ ĐỊNH|LUẬT|BỘ\ LUẬT|PHÁP\ LỆNH|NGHỊ\ QUYẾT|QUY\ ĐỊNH|HƯỚNG\ DẪN|QUY\ CHẾ"
    r"|KẾ\ HOẠCH|CHỈ\ THỊ|CÔNG\ ĐIỆN|THÔNG\ BÁO|CHƯƠNG\ TRÌNH|KẾT\ LUẬN|BÁO\ CÁO|ĐỀ\ ÁN|TỜ\ TRÌNH)"
)
# Page headers and signatures of the gazette: the sentence runs on below them.
_FURNITURE = r"(?:CÔNG\ BÁO/|Ký\ bởi:|Người\ ký:|Email:|Cơ\ quan:|Thời\ gian\ ký:|Ngày\ ký:)"
_BOUNDARY = re.compile(
    rf"""
    \n(?:
        (?:\s*+(?:\d{{1,3}}\s*\n\s*)?{_FURNITURE}[^\n]{{0,160}}\n)++(?:\s*+\d{{1,3}}\ *\n)?+\s*+(?P<furniture>)
      | \W*+{_TYPES}\W*?\n\s*+(?P<heading>)
      | [^\S\n]*+\n\s*+(?![{_LOWER}](?![.)]))(?P<paragraph>)   # a blank line, unless the sentence runs on in lower case
      | [^\S\n]*+(?={_ITEM})(?P<item>)
    )
  | [.!?…]["”’»)*]*+(?:[^\S\n]*+\n|\ ++(?=[*“"(]*[{_UPPER}]))(?P<stop>)
  | :["”’»)*]*+[^\S\n]*+\n(?P<lead>)
    """,
    re.VERBOSE,
)
_ABBREVIATIONS = frozenset(
    ("TP", "Tp", "tp", "TX", "Đ/c", "đ/c", "TM", "KT", "TL", "TUQ", "ThS", "Ths", "TS", "PGS", "GS", "v.v", "tr", "T.Ư", "Ư")
)


def boundaries(text: str, start: int, end: int) -> Iterator[Boundary]:
    """The sentence, paragraph and item ends in `text[start:end]`, in order."""
    for match in _BOUNDARY.finditer(text, start, end):
        kind = match.lastgroup
        if kind == "furniture" or (kind == "stop" and text[match.start()] == "." and _abbreviates(text, match.start())):
            continue
        yield Boundary(match.start(), match.end(), kind or "")


def _abbreviates(text: str, stop: int) -> bool:
    """Whether the word before the full stop at `stop` is an abbreviation or an initial: TP. Hồ Chí Minh, Q. 3."""
    word = text[max(0, stop - 8) : stop].split()[-1:] or [""]
    return word[0] in _ABBREVIATIONS or (len(word[0]) == 1 and word[0].isalpha() and word[0].isupper())


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of the sentence, list item or line that holds `text[start:end]`, at most REACH characters beyond either side.

    >>> sentence_around("Khai mạc. Thực hiện Chỉ thị số 20-CT/TU của TP. Hà Nội. Hết.", 20, 39)
    (10, 55)
    """
    first, last = max(0, start - REACH), min(len(text), end + REACH)
    for boundary in boundaries(text, first, start):
        first = boundary.end
    for boundary in boundaries(text, end, last):
        last = boundary.start + (text[boundary.start] in ".!?…:")
        break
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last
