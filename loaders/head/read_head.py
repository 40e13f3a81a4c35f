"""Read the header of a text: letterhead, number, place and date, type and title at its beginning, the signatory at its end.

Each value is read where a header has it, or is None: a text that begins with its first article has no header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from danchieu.graph.model import Evidence, Head, Symbol
from danchieu.graph.model.bodies import issuer_words
from danchieu.graph.model.types import cited_types
from danchieu.loaders.grammar.symbols import read_symbol
from danchieu.loaders.head.layout import lay_out, lines, without_nation
from danchieu.loaders.head.signature import find_signatory
from danchieu.loaders.text.dates import day_of
from danchieu.loaders.text.source import SourceText

__all__ = ["read_head"]

_REACH = 6_000  # characters: no header seen was longer than 2,500
_LONGEST_TITLE = 900  # characters: beyond them the lines below the type line are text
_TYPE_BELOW_BODY = 400  # characters: a line that looks like the beginning of the body may come before the type line

_BODY = re.compile(
    r"""^\s*(?:(?:-\s*)?(?:Căn\s+cứ|Thực\s+hiện|Thi\s+hành|Triển\s+khai|Trên\s+cơ\s+sở|Xét|Kính\s+gửi|Theo\s+đề\s+nghị
          |Để|Nhằm|Tại|Sau\s+khi|Ngày\s+\d|Sáng|Chiều|Trong|Năm\s+\d|Thời\s+gian)(?!\w)
      | Điều\s+1\.? | Điều\s+1\W | CHƯƠNG\s+I\W | Chương\s+I\W | Phần\s+thứ | PHẦN\s | [IA1][.)-]\s)""",
    re.VERBOSE | re.MULTILINE,
)
_OPENING = re.compile(r"(?:-\s*)?(?:Căn\s+cứ|Xét|Kính\s+gửi|Theo\s+đề\s+nghị|Điều\s+1|Ngày\s+\d)(?!\w)")  # no title begins with these
_NUMBER_LINE = re.compile(
    r"""^[ ]*(?:(?P<type>[^\W\d][^\n\d:]{0,40}?)[ ]+)?[Ss]ố[ ]*:?\s{0,6}
    (?P<number>\d{1,6}(?:\.\d{1,2})?[a-zđA-Z]?)
    (?P<tail>(?:[ ]{0,3}[-/][ ]{0,3}[\wĐđ.&]{1,20}){1,6})""",
    re.VERBOSE | re.MULTILINE,
)
_TYPE_AND_NUMBER = re.compile(
    r"^[ ]*(?P<type>[^\W\d][^\n\d:]{0,30}?)\s+[Ss]ố[ ]*:?[ ]*(?P<number>\d{1,6}[a-z]?)(?P<tail>(?:[-/][\wĐđ&]{1,20}){1,6})[ ]*$",
    re.MULTILINE,
)
_DATED = re.compile(
    r"""^[ ]*(?P<place>[^\W\d_][^\d\n,;:.]{1,40}(?:\.[^\d\n,;:.]{1,30})?(?:\n[^\W\d_][^\d\n,;:.]{1,30})?),
    \s*ngày\s*(?P<day>\d{1,2})\s*tháng\s*(?P<month>\d{1,2})\s*năm\s*(?P<year>\d{4})""",
    re.VERBOSE | re.MULTILINE,
)
_UNDATED = re.compile(r"^[ ]*(?P<place>[^\W\d_][^\d\n,;:.]{1,40}),\s*ngày\s*[\d…. ]{0,12}\s*tháng", re.MULTILINE)
_UNIT = re.compile(rf"(?:{'|'.join(issuer_words().units)})(?!\w)")
_ISSUED_BY = re.compile(r"CỦA ")  # the line that names the issuer between type and title
_SUBJECT = re.compile(r"^[ ]*V/[vV]:?[ ]+(?P<title>[^\n]+(?:\n[ ]*[^\W\d_A-Z][^\n]+){0,4})", re.MULTILINE)
_RULE = re.compile(r"^[\W_]*$")
_NO_LETTERHEAD = re.compile(r"SỐ\W|V/V\W")
_GOES_ON = (" VÀ", ",", " -", " CHÍNH", " NHÂN")  # ends of a line whose name goes on in the next one


@dataclass(frozen=True, slots=True)
class _TypeLine:
    """The line that is a type word and nothing else."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Body:
    """The title above the body, and the offset at which the body begins."""

    title: str | None
    start: int


@dataclass(frozen=True, slots=True)
class _Numbered:
    """The symbol of the text, the match that has it, and whether that is a heading such as Kế hoạch số 12/KH-UBND."""

    symbol: Symbol | None
    match: re.Match[str]
    in_heading: bool


def read_head(source: SourceText) -> Head:
    """Read the header of a text; `end` is the source offset at which its body begins, 0 without a header.

    A text headed `Số 503-TB/TU` and `Phan Thiết, ngày 16 tháng 5 năm 2008` gives that symbol, place and date; missing values are None.
    """
    laid = lay_out(source, _REACH)
    kind = _find_type_line(laid)
    laid = without_nation(laid, kind.start if kind else len(laid))
    body = _find_body(laid, kind)
    region = laid[: body.start if body else len(laid)]
    numbered = _find_number(region, kind)
    dated = _find_place(_DATED, region)
    place = dated or _find_place(_UNDATED, region)
    signatory = find_signatory(source)
    if not (kind or place or (numbered and numbered.symbol)):
        return Head(signatory=signatory)
    return Head(
        symbol=numbered.symbol if numbered else None,
        type=kind.word if kind else None,
        title=body.title if body else None,
        issued_on=day_of(dated) if dated else None,
        place=_name_of_place(place["place"]) if place else None,
        letterhead=tuple(_letterhead(_above(region, kind, numbered))),
        signatory=signatory,
        evidence=(Evidence("symbol", "heading"),) if numbered and numbered.in_heading else (),
        end=source.span(0, body.start).end if body and body.start else 0,
    )


@cache
def _types() -> dict[str, str]:
    """Return the type words by their capitals."""
    return {kind.word.upper(): kind.word for kind in cited_types()}


@cache
def _type_lines() -> dict[str, str]:
    """Return the type words by the text that the line of a type may have: CHƯƠNG TRÌNH or CHƯƠNG TRÌNH HÀNH ĐỘNG."""
    return _types() | {f"{kind.word} {more}".upper(): kind.word for kind in cited_types() for more in kind.headed}


def _is_type(words: str) -> bool:
    return " ".join(words.split()).upper() in _types()


def _find_type_line(laid: str) -> _TypeLine | None:
    first = _BODY.search(laid)
    limit = first.start() if first else len(laid)
    for start, line in lines(laid):
        if start > limit and not line.isupper():
            break
        word = _type_lines().get(" ".join(line.split()).rstrip(":"))
        if word and start <= limit + _TYPE_BELOW_BODY:
            return _TypeLine(word, start, start + len(line))
    return None


def _find_body(laid: str, kind: _TypeLine | None) -> _Body | None:
    """Return the title and the start of the body: below the type line, else at the first line that looks like a body."""
    if kind:
        return _body_below(laid, kind)
    first, subject = _BODY.search(laid), _SUBJECT.search(laid)
    return _Body(_sentence([subject["title"]]) if subject else None, first.start()) if first else None


def _body_below(laid: str, kind: _TypeLine) -> _Body:
    title: list[str] = []
    blank = False
    for start, line in lines(laid, kind.end + 1):
        text = line.strip()
        if not text:
            blank = True
        elif not title and text.isupper() and _ISSUED_BY.match(text):
            continue
        elif _begins_body(line, text, title, blank):
            return _Body(_sentence(title), start)
        elif _is_too_long(title):
            break
        else:
            title.append(text)
            blank = False
    return _Body(None if _is_too_long(title) else _sentence(title), kind.end)


def _begins_body(line: str, text: str, title: Sequence[str], blank: bool) -> bool:
    """Return whether a line below the type line, or below lines of a title, is the first of the body."""
    if _RULE.match(text):
        return True
    return _ends_title(text, title, blank) or _BODY.match(line) is not None if title else _OPENING.match(text) is not None


def _is_too_long(title: Sequence[str]) -> bool:
    return len(" ".join(title)) > _LONGEST_TITLE


def _ends_title(text: str, title: Sequence[str], blank: bool) -> bool:
    """Return whether a line ends the title above it: the issuer in capitals again, or a new paragraph that does not continue it."""
    if text.isupper():
        return blank and bool(_UNIT.match(text)) and not title[-1].endswith((",", ";", "-"))
    return blank and (text[0].isupper() or text[0] in '-“"') and not text.startswith(("Về", "V/v"))


def _sentence(parts: Sequence[str]) -> str | None:
    return " ".join(" ".join(parts).split()) or None


def _find_place(pattern: re.Pattern[str], region: str) -> re.Match[str] | None:
    return next((match for match in pattern.finditer(region) if match["place"][0].isupper()), None)


def _name_of_place(written: str) -> str:
    """Return the place, which may span two lines; a line of capitals above it belongs to the letterhead."""
    several = [line.strip() for line in written.split("\n")]
    return " ".join(" ".join(line for line in several if not line.isupper() or len(several) == 1).split())


def _find_number(region: str, kind: _TypeLine | None) -> _Numbered | None:
    """Return the number of the text: on a line of its own above the type line, else in a heading of type and number."""
    for match in _NUMBER_LINE.finditer(region):
        word = match["type"]
        if not word or (_is_type(word) and not (kind and match.start() > kind.start)):
            return _Numbered(read_symbol(match["number"], match["tail"]), match, in_heading=False)
    heading = next((match for match in _TYPE_AND_NUMBER.finditer(region) if _is_type(match["type"])), None)
    return _Numbered(read_symbol(heading["number"], heading["tail"]), heading, in_heading=True) if heading else None


def _above(region: str, kind: _TypeLine | None, numbered: _Numbered | None) -> str:
    """Return the region above the type line, without the number."""
    above = region[: kind.start] if kind else region
    if numbered and numbered.match.end() <= len(above):
        return above[: numbered.match.start()] + "\n" + above[numbered.match.end() :]
    return above


def _letterhead(above: str) -> Iterator[str]:
    """Yield the names of the issuer, in capitals; a name over two lines is joined."""
    joined = ""
    for _, line in lines(above):
        text = " ".join(line.strip(" -/'\"").split())
        if not text:
            continue
        if not _is_letterhead(line, text):
            if joined:
                yield joined
            joined = ""
        elif joined and _UNIT.match(text) and not joined.endswith(_GOES_ON):
            yield joined
            joined = text
        else:
            joined = f"{joined} {text}".strip()
    if joined:
        yield joined


def _is_letterhead(line: str, text: str) -> bool:
    return text.isupper() and not _NUMBER_LINE.match(line) and not _NO_LETTERHEAD.match(text) and text not in _types()
