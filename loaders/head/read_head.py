"""Read the header of a text: letterhead, number, place and date, type and title at its beginning, the signatory at its end.

Each value is read where a header has it, or is None: a text that begins with its first article has no header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from danchieu.graph.model import Evidence, Head, Symbol, TextKind
from danchieu.graph.model.bodies import body_named, issuer_words
from danchieu.loaders.grammar.symbols import PROVINCE, is_hooked, read_symbol, without_hook
from danchieu.loaders.head.header_parts import HeaderParts
from danchieu.loaders.head.introduction import find_introduction
from danchieu.loaders.head.layout import lay_out, lines, names_nation, without_nation
from danchieu.loaders.head.shapes import BODY, DATED, FORMAL, NUMBER_LINE, OPENING, TYPE_AND_NUMBER, UNDATED, is_type, type_on_line
from danchieu.loaders.head.signature import find_signatory
from danchieu.loaders.head.text_kind import judge_build
from danchieu.loaders.text.dates import day_of
from danchieu.loaders.text.source import SourceText

__all__ = ["read_head"]

_REACH = 6_000  # characters: no header seen was longer than 2,500
_LONGEST_TITLE = 900  # characters: beyond them the lines below the type line are text
_TYPE_BELOW_BODY = 400  # characters: a line that looks like the beginning of the body may come before the type line
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
    in_capitals: bool


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
    introduction = find_introduction(laid)
    laid = " " * introduction + laid[introduction:]
    kind = _find_type_line(laid)
    nation = names_nation(laid[: kind.start if kind else len(laid)])
    laid = without_nation(laid, kind.start if kind else len(laid))
    body = _find_body(laid, kind)
    region = laid[: body.start if body else len(laid)]
    numbered = _find_number(region, kind)
    dated = _find_place(DATED, region)
    place = dated or _find_place(UNDATED, region)
    letterhead = tuple(_letterhead(_above(region, kind, numbered)))
    parts = HeaderParts(
        letterhead=body_named(" ".join(letterhead)) is not None,
        nation=nation,
        number=numbered is not None and numbered.symbol is not None,
        place=place is not None,
        type=kind is not None and kind.in_capitals,
        body=body is not None and FORMAL.match(laid, body.start) is not None,
        in_heading=numbered is not None and numbered.in_heading,
        introduced=introduction > 0,
    )
    signatory = find_signatory(source)
    if not parts.make_header:
        return _without_header(source, signatory)
    own = numbered if parts.have_number else None
    evidence = (Evidence("symbol", "heading"),) if own and own.in_heading else ()
    return Head(
        symbol=_own_symbol(own, letterhead) if own else None,
        type=kind.word if kind else None,
        title=body.title if body else None,
        issued_on=day_of(dated) if dated else None,
        place=_name_of_place(place["place"]) if place else None,
        letterhead=letterhead,
        signatory=signatory,
        evidence=(*evidence, Evidence("kind", parts.reason)),
        end=source.span(0, body.start).end if body and body.start else 0,
        kind=TextKind.DIRECTIVE,
    )


def _without_header(source: SourceText, signatory: str | None) -> Head:
    """Return what is known of a text without a header: its signatory, and its kind by its build."""
    judgement = judge_build(source)
    evidence = (Evidence("kind", judgement.reason),) if judgement.reason else ()
    return Head(signatory=signatory, evidence=evidence, kind=judgement.kind)


def _own_symbol(numbered: _Numbered, letterhead: Sequence[str]) -> Symbol | None:
    """Return the symbol of the text. TƯ below the letterhead of a province is TU: no province issues documents of the centre."""
    if is_hooked(numbered.match["tail"]) and body_named(" ".join(letterhead)) == PROVINCE:
        return read_symbol(numbered.match["number"], without_hook(numbered.match["tail"]))
    return numbered.symbol


def _find_type_line(laid: str) -> _TypeLine | None:
    first = BODY.search(laid)
    limit = first.start() if first else len(laid)
    for start, line in lines(laid):
        if start > limit and not line.isupper():
            break
        word = type_on_line(line)
        if word and start <= limit + _TYPE_BELOW_BODY:
            return _TypeLine(word, start, start + len(line), line.isupper())
    return None


def _find_body(laid: str, kind: _TypeLine | None) -> _Body | None:
    """Return the title and the start of the body: below the type line, else at the first line that looks like a body."""
    if kind:
        return _body_below(laid, kind)
    first, subject = BODY.search(laid), _SUBJECT.search(laid)
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
    return _ends_title(text, title, blank) or BODY.match(line) is not None if title else OPENING.match(text) is not None


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
    for match in NUMBER_LINE.finditer(region):
        word = match["type"]
        if not word or (is_type(word) and not (kind and match.start() > kind.start)):
            return _Numbered(read_symbol(match["number"], match["tail"]), match, in_heading=False)
    heading = next((match for match in TYPE_AND_NUMBER.finditer(region) if is_type(match["type"])), None)
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
    return text.isupper() and not NUMBER_LINE.match(line) and not _NO_LETTERHEAD.match(text) and not is_type(text)
