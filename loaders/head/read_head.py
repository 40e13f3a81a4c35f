"""What a text says of itself: letterhead, number, place and date, type and title at its beginning, the signatory at its end.

Heads come in one column, in two columns side by side (either first), as tables in Markdown, and as a gazette prints them. All are laid
out the same way here: a copy of the beginning in which marks of layout are blanks and column gaps are line ends, so that offsets keep. A
value is read from its own place, or left out: a text that begins with its first article has no head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from danchieu.graph.model import Evidence, Head, Symbol
from danchieu.graph.model.bodies import issuer_words
from danchieu.graph.model.types import cited_types
from danchieu.loaders.grammar.symbols import read_symbol
from danchieu.loaders.text.source import SourceText

__all__ = ["read_head"]

_REACH = 6_000  # characters: no head seen was longer than 2,500
_SIGNED_WITHIN = 12  # lines or cells between the capacity and the name
_TAIL = 60_000  # characters before the end that may hold the signature; appendices follow it

_MARKS = "*#\\>`~"  # Markdown
_GAP = re.compile(r"    (?<=\S    ) *(?=\S)")
_NATION = tuple(  # each begins with a letter or line end of its own, to which its search leaps
    re.compile(pattern.replace("~", r"\s+"))
    for pattern in (
        "CỘNG~HÒA~XÃ~HỘI~CHỦ~NGHĨA~VIỆT~NAM",
        "ĐẢNG~CỘNG~SẢN~VIỆT~NAM",
        r"Độc~lập\s*[-.]\s*Tự~do\s*[-.]\s*Hạnh~phúc",
        r"\n[^\S\n]*(?:CÔNG~BÁO.*|VĂN~BẢN~(?:QUY~PHẠM~PHÁP~LUẬT|HỢP~NHẤT)\W*|\d{1,4}[^\S\n]*|LUATVIETNAM.*)(?=\n|\Z)",
    )
)
_BODY = re.compile(
    r"""^\s*(?:(?:-\s*)?(?:Căn\s+cứ|Thực\s+hiện|Thi\s+hành|Triển\s+khai|Trên\s+cơ\s+sở|Xét|Kính\s+gửi|Theo\s+đề\s+nghị
          |Để|Nhằm|Tại|Sau\s+khi|Ngày\s+\d|Sáng|Chiều|Trong|Năm\s+\d|Thời\s+gian)(?!\w)
      | Điều\s+1\.? | Điều\s+1\W | CHƯƠNG\s+I\W | Chương\s+I\W | Phần\s+thứ | PHẦN\s | [IA1][.)-]\s)""",
    re.VERBOSE | re.MULTILINE,
)
_OPENING = re.compile(r"(?:-\s*)?(?:Căn\s+cứ|Xét|Kính\s+gửi|Theo\s+đề\s+nghị|Điều\s+1|Ngày\s+\d)(?!\w)")  # no title begins so
_SYMBOL = re.compile(
    r"""^[ ]*(?:(?P<type>[^\W\d][^\n\d:]{0,40}?)[ ]+)?[Ss]ố[ ]*:?\s{0,6}
    (?P<number>\d{1,6}(?:\.\d{1,2})?[a-zđA-Z]?)
    (?P<tail>(?:[ ]{0,3}[-/][ ]{0,3}[\wĐđ.&]{1,20}){1,6})""",
    re.VERBOSE | re.MULTILINE,
)
_HEADING = re.compile(
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
_SIGNING = (
    *("T/M", "TM.", "TM ", "K/T", "KT.", "T/L", "TL.", "TUQ", "Q. ", "CHỦ TỊCH", "PHÓ ", "BÍ THƯ", "CHÁNH ", "BỘ TRƯỞNG", "THỨ TRƯỞNG"),
    *("THỦ TƯỚNG", "TRƯỞNG ", "GIÁM ĐỐC", "TỔNG ", "CHỦ NHIỆM", "CỤC TRƯỞNG", "VIỆN TRƯỞNG", "THỐNG ĐỐC", "THƯỜNG TRỰC", "NGƯỜI "),
)
# Where a line or cell begins that may say so; one search for each beginning leaps, one for all of them would not.
_SIGNED = tuple(re.compile(rf"{before}[ .]*+(?:{'|'.join(map(re.escape, _SIGNING))})") for before in ("\n", r"\|", r"    (?<=\S    )"))
_COLUMN = re.compile(r" {4,}|[|\t]")
_PERSON = re.compile(r"(?:(?:[^\W\d_]'?){1,8} +){1,4}[^\W\d_]{1,8}")
_NO_PERSON = (
    "Nơi",
    "Lưu Văn Phòng",
    "Như",
    "Các",
    "Ban",
    "Bộ",
    "Văn Phòng",
    "Đã Ký",
    "Ủy",
    "Hội",
    "Tỉnh",
    "Độc",
    "Phụ",
    "Sở",
    "Vụ",
    "Cục",
    "Thường",
)


def read_head(source: SourceText) -> Head:
    """Read the head of a text; `end` is the source offset where its body begins, 0 where it shows no head.

    A text headed `Số 503-TB/TU` and `Phan Thiết, ngày 16 tháng 5 năm 2008` gives that symbol, place and date; what is missing stays None.
    """
    laid = _lay_out(_with_tabs(source, _REACH))
    kind = _type_line(laid)
    laid = _without_nation(laid, kind.start if kind else len(laid))
    body = _body_start(laid, kind)
    region = laid[: body.start if body else len(laid)]
    head = region[: kind.start] if kind else region
    evidence: list[Evidence] = []
    found = _symbol(region, before=kind)
    symbol = _normal(found) if found else None
    if found is None and (found := _heading(region)):
        symbol = _normal(found)
        evidence.append(Evidence("symbol", "heading"))
    if found and found.end() <= len(head):
        head = head[: found.start()] + "\n" + head[found.end() :]
    dated = _placed(_DATED, region)
    on = _day(dated) if dated else None
    place = dated or _placed(_UNDATED, region)
    letterhead = tuple(_letterhead(head)) if symbol or place or kind else ()
    if not (symbol or place or kind):
        return Head(signatory=_signatory(source))
    return Head(
        symbol=symbol,
        type=kind.word if kind else None,
        title=body.title if body else None,
        issued_on=on,
        place=_name_of_place(place["place"]) if place else None,
        letterhead=letterhead,
        signatory=_signatory(source),
        evidence=tuple(evidence),
        end=source.span(0, body.start).end if body and body.start else 0,
    )


@dataclass(frozen=True, slots=True)
class _Type:
    """The line that is a type word and nothing else."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Body:
    title: str | None
    start: int


def _with_tabs(source: SourceText, end: int) -> str:
    """The beginning of the normalised text with the tabs of the source, which part columns."""
    text = source.text[:end]
    if "\t" not in source.raw[: 2 * end]:
        return text
    return "".join("\t" if source.quote(place, place + 1) == "\t" else letter for place, letter in enumerate(text))


def _lay_out(text: str) -> str:
    """The text with marks of layout blanked and columns broken into lines; every character keeps its place."""
    for mark in _MARKS:
        text = text.replace(mark, " ")
    text = text.replace("|", "\n").replace("\t", "\n")
    return _GAP.sub(lambda gap: "\n" + " " * (len(gap[0]) - 1), text)


def _without_nation(laid: str, end: int) -> str:
    """Blank what every head carries: names of state and party, motto, gazette lines, page numbers."""
    above = "\n" + laid[:end]
    for pattern in _NATION:
        above = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), above)
    return above[1:] + laid[end:]


@cache
def _types() -> dict[str, str]:
    return {kind.word.upper(): kind.word for kind in cited_types()}


@cache
def _type_lines() -> dict[str, str]:
    """Return the type words by what the line of a type may hold: CHƯƠNG TRÌNH or CHƯƠNG TRÌNH HÀNH ĐỘNG."""
    return _types() | {f"{kind.word} {more}".upper(): kind.word for kind in cited_types() for more in kind.headed}


def _lines(text: str, start: int = 0) -> Iterator[tuple[int, str]]:
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, text[start:end]
        start = end + 1


def _type_line(laid: str) -> _Type | None:
    first = _BODY.search(laid)
    limit = first.start() if first else len(laid)
    for start, line in _lines(laid):
        if start > limit and not line.isupper():
            break
        word = _type_lines().get(" ".join(line.split()).rstrip(":"))
        if word and start <= limit + 400:
            return _Type(word, start, start + len(line))
    return None


def _body_start(laid: str, kind: _Type | None) -> _Body | None:
    """The title below the type line, and where the body begins after it."""
    if kind is None:
        first, subject = _BODY.search(laid), _SUBJECT.search(laid)
        return _Body(_sentence([subject["title"]]) if subject else None, first.start()) if first else None
    title: list[str] = []
    blank = False
    for start, line in _lines(laid, kind.end + 1):
        text = line.strip()
        if not text:
            blank = True
            continue
        if not title and text.isupper() and _ISSUED_BY.match(text):
            continue
        if _RULE.match(text) or (_ends_title(text, title, blank) or _BODY.match(line) if title else _OPENING.match(text)):
            return _Body(_sentence(title), start)
        if len(" ".join(title)) > 900:
            break
        title.append(text)
        blank = False
    return _Body(_sentence(title) if len(" ".join(title)) <= 900 else None, kind.end)


def _ends_title(text: str, title: list[str], blank: bool) -> bool:
    """Whether a line below title lines is none itself: the issuer in capitals again, or a new paragraph that is no continuation."""
    if text.isupper():
        return blank and bool(_UNIT.match(text)) and not title[-1].endswith((",", ";", "-"))
    return blank and (text[0].isupper() or text[0] in '-“"') and not text.startswith(("Về", "V/v"))


def _sentence(lines: list[str]) -> str | None:
    return " ".join(" ".join(lines).split()) or None


def _placed(pattern: re.Pattern[str], region: str) -> re.Match[str] | None:
    return next((match for match in pattern.finditer(region) if match["place"][0].isupper()), None)


def _name_of_place(written: str) -> str:
    """The place, which may be broken over two lines; a line of capitals above it is the letterhead's."""
    lines = [line.strip() for line in written.split("\n")]
    return " ".join(" ".join(line for line in lines if not line.isupper() or len(lines) == 1).split())


def _symbol(region: str, before: _Type | None) -> re.Match[str] | None:
    for match in _SYMBOL.finditer(region):
        word = match["type"]
        if word and " ".join(word.split()).upper() not in _types():
            continue
        if word and before and match.start() > before.start:
            continue
        return match
    return None


def _heading(region: str) -> re.Match[str] | None:
    found = _HEADING.finditer(region)
    return next((match for match in found if " ".join(match["type"].split()).upper() in _types()), None)


def _normal(match: re.Match[str]) -> Symbol | None:
    return read_symbol(match["number"], match["tail"])


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _letterhead(head: str) -> Iterator[str]:
    """The issuer's lines, in capitals, a name broken over two lines joined."""
    joined = ""
    for _, line in _lines(head):
        text = " ".join(line.strip(" -/'\"").split())
        if not text or not text.isupper() or _SYMBOL.match(line) or re.match(r"SỐ\W|V/V\W", text) or text in _types():
            if joined and text:
                yield joined
                joined = ""
            continue
        if joined and (_UNIT.match(text) and not joined.endswith((" VÀ", ",", " -", " CHÍNH", " NHÂN"))):
            yield joined
            joined = text
        else:
            joined = f"{joined} {text}".strip()
    if joined:
        yield joined


def _signatory(source: SourceText) -> str | None:
    """The person named below the first line that says in what capacity the text is signed, before appendices."""
    tail = "\n" + source.text[-_TAIL:]
    first = min((found.start() for signed in _SIGNED if (found := signed.search(tail))), default=len(tail))
    below = 0  # cells still to be looked at for a name
    for line in tail[tail.rfind("\n", 0, first + 1) + 1 :].split("\n"):
        for cell in _COLUMN.split(line) if "    " in line or "|" in line else (line,):
            text = cell.strip(" *.")
            if text.isupper():
                below = _SIGNED_WITHIN if text.startswith(_SIGNING) else below
            elif below and text:
                below -= 1
                if text.istitle() and _PERSON.fullmatch(text) and not text.startswith(_NO_PERSON):
                    return " ".join(text.split())
    return None
