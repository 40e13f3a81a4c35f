"""Values of a row as the header of a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from danchieu.graph.model import Evidence, Head, Symbol
from danchieu.graph.model.types import cited_type, cited_types
from danchieu.loaders.grammar.symbols import read_symbol
from danchieu.loaders.text.dates import day_of
from danchieu.loaders.text.normalize import normalize

__all__ = ["EPOCH", "SERIAL", "ListedHead", "head_of", "join_symbol", "split_type"]

EPOCH = date(1899, 12, 30)
"""The day from which spreadsheets count the days of a date; Excel for Mac once began four years later."""

SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
"""A day as spreadsheets count it, in a cell that is not shown as a date."""

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ]\d\d:\d\d:\d\d(?:\.\d+)?)?")
_DAY = re.compile(
    r"""(?:ngày\s+)?(?P<day>\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<month>\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)
    (?P<year>\d{4}|\d\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_SYMBOL = re.compile(r"(?:số\s*:?\s*)?(?P<number>\d{1,6}(?:\.\d{1,2})?[a-zđ]?)(?P<tail>(?:\s*[-/]\s*[\wĐđ.&]{1,20}){1,6})", re.IGNORECASE)
_NUMBER = re.compile(r"(?:số\s*:?\s*)?(?P<number>\d[^\s]*)", re.IGNORECASE)
_TERM = re.compile(r"(?:khóa|nhiệm\s+kỳ)?\s*([IVXL]+|(?:19|20)\d\d\s*-\s*(?:19|20)\d\d)", re.IGNORECASE)
_YEARS = range(1930, 2101)
_AFTER_TYPE = " :;,.-"  # between the word for the type and the subject


@dataclass(frozen=True, slots=True)
class ListedHead:
    """The header that a row states, and the values of the row that cannot be used, each with the reason."""

    head: Head
    complaints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Value:
    """The way from a value of a column to a property of a header; `wanted` says what to write instead if `read` gives None."""

    property: str
    read: Callable[[str], object | None]
    wanted: str = ""


def head_of(head: Head, values: Mapping[str, str], *, source: str) -> ListedHead:
    """Return a header with the values of a row in place of its own; `evidence` names the source of each that differs.

    `values` are by field, empty for an empty cell. A value that cannot be read is a complaint, and the header keeps its own.
    """
    stated = {field: text for field, value in values.items() if (text := " ".join(normalize(value)[0].split()))}
    if "type_and_title" in stated:
        word, title = split_type(stated["type_and_title"])
        stated = {"type": word or "", "title": title or ""} | stated
    new: dict[str, Any] = {}
    complaints: list[str] = []
    for field, value in _VALUES.items():
        if not stated.get(field):
            continue
        read = value.read(stated[field])
        if read is None:
            complaints.append(f"{stated[field]!r} {value.wanted}")
        else:
            new[value.property] = read
    changed = [name for name, read in new.items() if read != getattr(head, name)]
    letterhead = _letterhead(head, stated.get("issuer"), stated.get("province"))
    if letterhead != head.letterhead:
        changed += [name for name in ("issuer", "province") if name in stated]
    kept = (one for one in head.evidence if one.property not in changed)
    evidence = (*kept, *(Evidence(name, source) for name in changed))
    return ListedHead(replace(head, **new, letterhead=letterhead, evidence=evidence), tuple(complaints))


def join_symbol(number: str, codes: str) -> str:
    """Return the symbol of a row with a column for the number and one for the codes; what does not fit together stays apart.

    >>> join_symbol("5", "CT/TW"), join_symbol("87/2007", "NĐ-CP"), join_symbol("05", "05-CT/TW")
    ('5-CT/TW', '87/2007/NĐ-CP', '05-CT/TW')
    """
    number, codes = " ".join(number.split()), " ".join(codes.split())
    if not number or not codes:
        return number or codes
    digits, whole = _NUMBER.fullmatch(number), _symbol(codes)
    if digits and whole and whole.number == digits["number"].lstrip("0"):
        return codes
    if not digits or whole or _symbol(number):
        return f"{number} | {codes}"
    sign = "" if codes[0] in "-/" else "-" if "/" in codes else "/"
    return f"{digits['number']}{sign}{codes}"


def split_type(text: str) -> tuple[str | None, str | None]:
    """Return the type whose word begins a text, and the subject behind it; None for what the text lacks.

    >>> split_type("Kế hoạch thực hiện Chỉ thị số 05-CT/TW"), split_type("V/v góp ý")
    (('Kế hoạch', 'thực hiện Chỉ thị số 05-CT/TW'), (None, 'V/v góp ý'))
    """
    found = _type_word().match(text)
    if not found:
        return None, text
    kind = cited_type(found[0])
    return kind.word if kind else None, text[found.end() :].strip(_AFTER_TYPE) or None


@cache
def _type_word() -> re.Pattern[str]:
    words = sorted((kind.word for kind in cited_types()), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def _letterhead(head: Head, issuer: str | None, province: str | None) -> tuple[str, ...]:
    """Return the letterhead that a row states. Its last line counts most: a row that lacks one of both is added to the text's own."""
    own = () if issuer and province else head.letterhead
    return (*own, *(line for line in (issuer, province) if line and line not in (*own, " ".join(own))))


def _symbol(text: str) -> Symbol | None:
    match = _SYMBOL.fullmatch(text)
    return read_symbol(match["number"], match["tail"]) if match else None


def _day(text: str) -> date | None:
    if SERIAL.fullmatch(text):
        on: date | None = EPOCH + timedelta(days=int(float(text)))
    else:
        match = _ISO.fullmatch(text) or _DAY.fullmatch(text)
        on = day_of(match) if match else None
    return on if on and on.year in _YEARS else None


def _term(text: str) -> str | None:
    match = _TERM.fullmatch(text)
    return "".join(match[1].split()).upper() if match else None


_VALUES = {
    "title": _Value("title", str),
    "signatory": _Value("signatory", str),
    "place": _Value("place", str),
    "type": _Value("type", str.capitalize),
    "symbol": _Value("symbol", _symbol, "is not a symbol; write number and codes, as 20-CT/TU or 87/2007/NĐ-CP"),
    "date": _Value("issued_on", _day, "is not a date; write 2008-12-31 or 31/12/2008"),
    "term": _Value("term", _term, "is not a term; write XIII or 2020-2025"),
}
