"""Labels at the beginning of a line: Điều 3., Chương I, I., 1.2., a), -, and the level of each in a text; lines in capitals."""

from __future__ import annotations

import re
from typing import NamedTuple

from danchieu.graph.model.structure import BlockKind

__all__ = ["BEGINS_A_LABEL", "HEADING_LEVEL", "Label", "begins_note", "find_notes", "is_in_capitals", "read_label"]

_LABEL = re.compile(
    r"""(?:\#{1,6}\s++)?["“]?(?:
    (?P<appendix>(?:PHỤ\ LỤC|Phụ\ lục)(?=\s+(?:số\s+)?[IVX\d]{1,4}[a-zA-Z]?\s*(?:[.:)]|\Z)|\s*\Z|\s+[IVX\d]{1,4}\s+[A-ZĐ]))
    (?:\s+(?:số\s+)?(?P<of_appendix>[IVX\d]+\w?))?
  | (?:PHẦN|Phần)\s+(?P<part>(?:THỨ|thứ)\s+\w+|[IVX]+|[A-E]|\d+)(?=\s*(?:[.:\-–]|\Z|\s[A-ZĐ]))
  | (?:CHƯƠNG|Chương)\s+(?P<chapter>[IVXLC]+|\d+)(?=\s*(?:[.:\-–]|\Z|\s[A-ZĐ]))
  | (?:MỤC|Mục)\s+(?P<section>[IVX]+|\d+)(?=\s*(?:[.:\-–]|\Z|\s[A-ZĐ]))
  | (?:ĐIỀU|Điều)\s+(?P<article>\d+[a-zđ]?)(?=\s*(?:[.:\-–]|\Z))
  | (?P<roman>[IVX]{1,6})(?:\s?[.)](?=\s|[A-ZĐ]|\Z)|\s?[/-](?=\s))
  | (?P<upper>[A-HK-M])[.)](?=\s|\Z)
  | (?P<number>\d{1,3}(?:\.\d{1,3}){0,4})(?:\s?[.)](?!\d)|\s?[/-](?=\s))
  | (?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3})\s(?=\s*[A-ZĐ])
  | (?P<letter>[a-zđ]\d?)\s?(?:\)|\.(?=\s))
  | \((?P<bracketed>\d{1,2}|[a-zđ]|[ivx]{1,5})\)
  | (?P<bullet>[-+•●▪○*·])(?=\s|[A-ZĐ“"])
    )""",
    re.VERBOSE,
)
BEGINS_A_LABEL = frozenset('#"“PpCcMmĐIVXABCDEFGHKLMabcdefghijklmnopqrstuvwxyzđ0123456789(-+•●▪○*·')
"""The letters and signs with which a label may begin: few lines need a search for one."""

_SYMBOL = re.compile(r"[^\s/]*+/(?:\S|(?<=-) )*+")  # nothing else: 92/2017/NĐ-CP, 92/2017/NĐ- CP
_NOTE = re.compile(r"[^\S\n]*+\[(?:\d{1,3}|[ivx]{1,6})\][^\S\n]")

_KINDS = {
    "appendix": (BlockKind.APPENDIX, 0.0),
    "part": (BlockKind.PART, 1.0),
    "chapter": (BlockKind.CHAPTER, 2.0),
    "section": (BlockKind.SECTION, 3.0),
    "upper": (BlockKind.SECTION, 3.4),
    "roman": (BlockKind.SECTION, 4.0),
    "article": (BlockKind.ARTICLE, 5.0),
    "number": (BlockKind.CLAUSE, 6.0),
    "decimal": (BlockKind.CLAUSE, 6.0),
    "letter": (BlockKind.POINT, 7.0),
    "bracketed": (BlockKind.POINT, 7.5),
    "bullet": (BlockKind.BULLET, 8.0),
}
_STEP = 0.1  # of the level for each further number: 1.2. is below 1.

HEADING_LEVEL = 2.5
"""The level of a heading without a label: below a chapter, above articles and numbered sections."""


class Label(NamedTuple):
    """A label: what it marks, its text without punctuation, its style, and its level; lower levels stand above."""

    kind: BlockKind
    text: str
    style: str  # labels of one style in one list are of one level: number1, number2 for 1.2., bullet-
    level: float
    end: int  # offset in the line at which the words begin


def read_label(line: str) -> Label | None:
    """Return the label at the beginning of a line, None without one.

    >>> read_label("Điều 3. Tổ chức thực hiện")[:3]
    (<BlockKind.ARTICLE: 'article'>, '3', 'article')
    >>> read_label("1.2. Nội dung")[:3]
    (<BlockKind.CLAUSE: 'clause'>, '1.2', 'number2')
    """
    if line[0] not in BEGINS_A_LABEL or not (match := _LABEL.match(line)):
        return None
    group = "appendix" if match["appendix"] else match.lastgroup or ""
    kind, level = _KINDS[group]
    text = match["of_appendix"] or "" if group == "appendix" else match[group]
    style = group
    if group in ("number", "decimal"):
        depth = text.count(".") + 1
        style, level = f"number{depth}", level + _STEP * (depth - 1)
    elif group == "bullet":
        style, text = f"bullet{text}", ""
    return Label(kind, text, style, level, match.end())


def is_in_capitals(line: str, *, below_heading: bool) -> bool:
    """Return whether a line is in capitals, as headings are. A symbol alone on a line goes on as the line before it.

    >>> is_in_capitals("CHƯƠNG TRÌNH", below_heading=False), is_in_capitals("92/2017/NĐ-CP;", below_heading=False)
    (True, False)
    """
    return len(line) > 1 and line.isupper() and (below_heading or not _SYMBOL.fullmatch(line))


def begins_note(line: str) -> bool:
    """Return whether a line begins with the number of a note: [1] or [i].

    >>> begins_note("[12] Chỉ thị số 05-CT/TW."), begins_note("[…] Điều 2.")
    (True, False)
    """
    return _NOTE.match(line) is not None


def find_notes(text: str) -> int:
    """Return the offset of the notes at the end of a text, each a line that begins with [1] or [i]; the end of one without notes.

    >>> find_notes("Thực hiện Chỉ thị.\\n\\n[1] Chỉ thị số 05-CT/TW.\\n")
    20
    """
    end = notes = len(text)
    while (start := text.rfind("\n", 0, end) + 1) > 0:
        if _NOTE.match(text, start, end):
            notes = start
        elif text[start:end].strip():
            break
        end = start - 1
    return notes
