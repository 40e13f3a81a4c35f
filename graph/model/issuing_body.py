"""Reads from a header the body that issued the document, as far as it is stated: its code, its province, district or commune."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from danchieu.graph.model.bodies import body_named, issuer_words, level_of
from danchieu.graph.model.documents import Head
from danchieu.graph.model.folding import fold
from danchieu.graph.model.issuers import Place, place_in
from danchieu.graph.model.provinces import Province, province_at, province_of_capital, province_of_key, provinces_in

__all__ = ["Jurisdiction", "district_in_header", "issuing_code", "jurisdiction_in_header", "leaves_province_open", "province_then"]

_PLACE_LINE = "place line"
_INNER_COMMITTEE = re.compile(rf"(?:{'|'.join(issuer_words().organisation_lines)}) (?!{'|'.join(issuer_words().places).upper()})(.+)")


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """The province, district or commune of a body, with the source of the province unless it was read from the letterhead."""

    place: Place
    source: str | None = None
    settled: bool = True  # False if the province is open


def issuing_code(head: Head) -> str | None:
    """Return the code of the issuing body: the symbol's, else that of the letterhead, else of the committee that the title names."""
    if head.symbol:
        return head.symbol.code
    return body_named(" ".join(head.letterhead)) or _committee_named(head.title or "")


def jurisdiction_in_header(head: Head) -> Jurisdiction:
    """Read the place of the issuing body: its province from the lowest letterhead line that names one, else from the place line.

    A committee inside an organisation of the central State has no province.
    """
    units = [unit for line in head.letterhead if (unit := place_in(line) or _organisation(line))]
    unit = units[-1] if units else Place()
    for line in reversed(head.letterhead):
        if names := provinces_in(line):
            return Jurisdiction(unit.of_province(province_then(names[-1], head.issued_on)))
    if unit.name and _is_national(unit.name):
        return Jurisdiction(unit)
    if head.place and unit.kind not in issuer_words().commune and (province := province_of_capital(head.place)):
        return Jurisdiction(unit.of_province(province_then(province, head.issued_on)), _PLACE_LINE)
    return Jurisdiction(unit, settled=False)


def leaves_province_open(head: Head) -> bool:
    """Return whether a header names a local body without its province."""
    code = issuing_code(head)
    return code is not None and level_of(code) != "central" and not jurisdiction_in_header(head).settled


def district_in_header(head: Head) -> str | None:
    """Return the district, or its committee, that a letterhead names as its own or above its own: Huyện ủy Can Lộc."""
    units = (place_in(line) for line in head.letterhead)
    district = next((unit for unit in units if unit and unit.level == "district"), None)
    return f"{(district.kind or '').capitalize()} {district.name}" if district else None


def province_then(name: str, on: date | None) -> Province | None:
    """Return the province of a name on a date; if it no longer existed, the province it was merged into."""
    if province := province_at(name, on):
        return province
    gone = province_at(name, None) if on else None
    return province_of_key(gone.successor) if gone and gone.successor else None


def _committee_named(title: str) -> str | None:
    """Return the Party committee that a title names as its own; the Government's conclusions are notified by another body."""
    code = body_named(title)
    return code if code and level_of(code) == "local" and code not in issuer_words().not_in_titles else None


def _organisation(line: str) -> Place | None:
    """Return the organisation that a committee inside it is named for: ĐẢNG ỦY CHÍNH PHỦ."""
    found = _INNER_COMMITTEE.match(line)
    return Place(kind=issuer_words().organisation, name=found[1].capitalize()) if found else None


def _is_national(name: str) -> bool:
    """Return whether an organisation is one of the central State."""
    return body_named(name) in issuer_words().national or fold(name).startswith("bộ ")
