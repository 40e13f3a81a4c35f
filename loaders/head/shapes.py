"""Shapes of the lines of a header: number, place and date, type; and the lines with which a body begins.

Number and date stand alone on their line or cell: a line that goes on is a sentence about a document.
"""

from __future__ import annotations

import re
from functools import cache

from danchieu.graph.model.types import cited_type, cited_types
from danchieu.loaders.text.letters import LOWER

__all__ = [
    "BLANK_NUMBER",
    "BODY",
    "DATED",
    "FORMAL",
    "NUMBER_LINE",
    "OPENING",
    "TYPE_AND_NUMBER",
    "UNDATED",
    "is_type",
    "is_type_line",
    "type_on_line",
]

BODY = re.compile(
    r"""^[^\S\n]*(?:(?:-\s*)?(?:Căn\s+cứ|Thực\s+hiện|Thi\s+hành|Triển\s+khai|Trên\s+cơ\s+sở|Xét|Kính\s+gửi|Theo\s+đề\s+nghị
          |Để|Nhằm|Tại|Sau\s+khi|Ngày\s+\d|Sáng|Chiều|Trong|Năm\s+\d|Thời\s+gian)(?!\w)
      | Điều\s+1\.? | Điều\s+1\W | CHƯƠNG\s+I\W | Chương\s+I\W | Phần\s+thứ | PHẦN\s | [IA1][.)-]\s)""",
    re.VERBOSE | re.MULTILINE,
)
OPENING = re.compile(r"(?:-\s*)?(?:Căn\s+cứ|Xét|Kính\s+gửi|Theo\s+đề\s+nghị|Điều\s+1|Ngày\s+\d)(?!\w)")  # no title begins with these
FORMAL = re.compile(
    r"\s*(?:-\s*)?(?:(?:Căn\s+cứ|Xét)\s[^\n]{3}|Kính\s+gửi\s*:|Theo\s+đề\s+nghị\s|Điều\s+1(?!\d)|(?:CHƯƠNG|Chương)\s+I(?!\w))"
)
_PLACE_AND_DAY = r"[^\W\d_][^\d\n,;:]{1,40},\s{0,4}ngày\s"
_ALONE = rf"(?=[^\w\n]*$|[ ]+{_PLACE_AND_DAY})"  # at the end of the line, or before place and date on the same line
NUMBER_LINE = re.compile(
    rf"""^[ ]*(?:-{{3,}}[ ]*)?(?:(?P<type>[^\W\d][^\n\d:]{{0,40}}?)[ ]+)?[Ss]ố[ ]*:?\s{{0,6}}
    (?P<number>\d{{1,6}}(?:\.\d{{1,2}})?[a-zđA-Z]?)
    (?P<tail>(?:[ ]{{0,3}}[-/][ ]{{0,3}}[\wĐđ.&]{{1,20}}){{1,6}}){_ALONE}""",
    re.VERBOSE | re.MULTILINE,
)
BLANK_NUMBER = re.compile(r"^[ ]*[Ss]ố[ ]*:?[ .…]*(?:[/-][\wĐđ&./ -]{0,40})?[ ]*$", re.MULTILINE)  # of a draft: "Số:   /KH-UBND"
TYPE_AND_NUMBER = re.compile(
    r"^[ ]*(?P<type>[^\W\d][^\n\d:]{0,30}?)\s+[Ss]ố[ ]*:?[ ]*(?P<number>\d{1,6}[a-z]?)(?P<tail>(?:[-/][\wĐđ&]{1,20}){1,6})[ ]*$",
    re.MULTILINE,
)
DATED = re.compile(  # a sentence would go on with a comma or in lower case
    rf"""^[ ]*(?P<place>[^\W\d_][^\d\n,;:.]{{1,40}}(?:\.[^\d\n,;:.]{{1,30}})?(?:\n[^\W\d_][^\d\n,;:.]{{1,30}})?),
    \s*ngày\s*(?P<day>\d{{1,2}})\s*tháng\s*(?P<month>\d{{1,2}})\s*năm\s*(?P<year>\d{{4}})(?!\d|[ ]*[,;:]|[ .)]{{0,4}}[{LOWER}])""",
    re.VERBOSE | re.MULTILINE,
)
UNDATED = re.compile(r"^[ ]*(?P<place>[^\W\d_][^\d\n,;:.]{1,40}),\s*ngày\s*[\d…. ]{0,12}\s*tháng(?=[^\n]{0,24}$)", re.MULTILINE)


@cache
def _type_lines() -> dict[str, str]:
    """Return the type words by the text that the line of a type may have: CHƯƠNG TRÌNH or CHƯƠNG TRÌNH HÀNH ĐỘNG."""
    return {f"{kind.word} {more}".strip().upper(): kind.word for kind in cited_types() for more in ("", *kind.headed)}


def is_type(words: str) -> bool:
    """Return whether some words are a type of document, in any case."""
    return cited_type(words) is not None


def type_on_line(line: str) -> str | None:
    """Return the type that is alone on a line, in sentence case: Kế hoạch for KẾ HOẠCH; None for any other line."""
    return _type_lines().get(" ".join(line.split()).rstrip(":"))


def is_type_line(line: str) -> bool:
    """Return whether a line is a type of document in capitals and nothing else."""
    return line.isupper() and type_on_line(line) is not None
