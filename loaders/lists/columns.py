"""Tables that others keep of documents: columns known by their names, values of a row as a document's head."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from danchieu.graph.model import Evidence, Head
from danchieu.loaders.grammar import GrammarError, read_table
from danchieu.loaders.grammar.symbols import read_symbol
from danchieu.loaders.text.normalize import normalize

__all__ = ["NAMES", "column_of", "columns", "head_of"]

NAMES = "docs/tables.md lists the names"

_TABLE = "columns.toml"
_FIELDS = ("file", "symbol", "type", "date", "title", "issuer", "province", "place", "signatory", "term")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ]00:00:00(?:\.0+)?)?")
_DAY = re.compile(
    r"(?:ngày\s+)?(?P<day>\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<month>\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)(?P<year>\d{4})", re.IGNORECASE
)
_SYMBOL = re.compile(r"(?:số\s*:?\s*)?(?P<number>\d{1,6}(?:\.\d{1,2})?[a-zđ]?)(?P<tail>(?:\s*[-/]\s*[\wĐđ.&]{1,20}){1,6})", re.IGNORECASE)
_TERM = re.compile(r"(?:khóa|nhiệm\s+kỳ)?\s*([IVXL]+|(?:19|20)\d\d\s*-\s*(?:19|20)\d\d)", re.IGNORECASE)
_YEARS = range(1930, 2101)


def columns(header: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    """Where each known column stands, and the names of those that are not known or come twice.

    >>> columns(["STT", "Số ký hiệu", "Trích yếu", "Màu"])
    ({'symbol': 1, 'title': 2}, ['Màu'])
    """
    found: dict[str, int] = {}
    unknown = []
    for position, name in enumerate(header):
        field = column_of(name)
        if field is None or field in found:
            unknown.append(name.strip())
        elif field != "aside":
            found[field] = position
    return found, unknown


def column_of(name: str) -> str | None:
    """What a column holds by its name: a field, `aside` for what is left aside, None where the name is not known."""
    return _names().get(_folded(name))


def head_of(head: Head, values: Mapping[str, str], *, source: str) -> tuple[Head, list[str]]:
    """A head with the values of a row in place of its own, `evidence` saying so for each that differs; and what could not be read.

    `values` are by field, empty where the row is silent.
    """
    said = {field: " ".join(normalize(text)[0].split()) for field, text in values.items()}
    said = {field: text for field, text in said.items() if text}
    complaints: list[str] = []
    new: dict[str, object] = {name: said[name] for name in ("title", "signatory", "place") if name in said}
    if "type" in said:
        new["type"] = said["type"].capitalize()
    if "symbol" in said:
        match = _SYMBOL.fullmatch(said["symbol"])
        if symbol := read_symbol(match["number"], match["tail"]) if match else None:
            new["symbol"] = symbol
        else:
            complaints.append(f"{said['symbol']!r} is no symbol; write number and codes, as 20-CT/TU or 87/2007/NĐ-CP")
    if "date" in said:
        if on := _day(said["date"]):
            new["issued_on"] = on
        else:
            complaints.append(f"{said['date']!r} is no date; write 2008-12-31 or 31/12/2008")
    if "term" in said:
        if match := _TERM.fullmatch(said["term"]):
            new["term"] = "".join(match[1].split()).upper()
        else:
            complaints.append(f"{said['term']!r} is no term; write XIII or 2020-2025")
    if "issuer" in said or "province" in said:
        new["letterhead"] = _letterhead(head, said.get("issuer"), said.get("province"))
    changed = [name for name, value in new.items() if name != "letterhead" and value != getattr(head, name)]
    if new.get("letterhead", head.letterhead) != head.letterhead:
        changed += [name for name in ("issuer", "province") if name in said]
    kept = tuple(one for one in head.evidence if one.property not in changed)
    return replace(head, **new, evidence=(*kept, *(Evidence(name, source) for name in changed))), complaints  # type: ignore[arg-type]


def _letterhead(head: Head, issuer: str | None, province: str | None) -> tuple[str, ...]:
    """The letterhead that a row states: what stands lowest in it counts most, so what the row leaves open is read from the text's own."""
    own = () if issuer and province else head.letterhead
    return (*own, *(line for line in (issuer, province) if line and line not in own))


@cache
def _names() -> dict[str, str]:
    table = read_table(_TABLE)
    found: dict[str, str] = {}
    for field in (*_FIELDS, "aside"):
        names = table.get(field)
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise GrammarError(f"loaders/grammar/{_TABLE}: {field} needs a list of names")
        for name in names:
            if found.setdefault(_folded(name), field) != field:
                raise GrammarError(f"loaders/grammar/{_TABLE}: {name!r} stands for {field} and for {found[_folded(name)]}")
    return found


def _folded(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", normalize(name)[0].casefold()))


def _day(text: str) -> date | None:
    match = _ISO.fullmatch(text) or _DAY.fullmatch(text)
    try:
        on = date(int(match["year"]), int(match["month"]), int(match["day"])) if match else None
    except ValueError:
        return None
    return on if on and on.year in _YEARS else None
