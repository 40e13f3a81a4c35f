"""Where a local body sits: read from a head, inferred with its evidence, or taken over from the citing text; None where nothing tells.

A merger leaves two committees of one name; which one is meant follows from the date, and stays open where there is none. What the merged
province calls "Tỉnh ủy" of a day before the merger was the committee of any of its members: it stays open too, unless one alone was a tỉnh.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache

from danchieu.graph.model import Document, Head, Issuer
from danchieu.graph.model.bodies import bodies, body_named, issuer_words
from danchieu.graph.model.folding import fold, slug
from danchieu.graph.model.issuers import Seat, seat_in
from danchieu.graph.model.provinces import MERGERS, Province, members_of, province_at, province_of_seat, provinces_in
from danchieu.graph.model.reference import read_table, verified

__all__ = [
    "IN_OTHER_DOCUMENTS",
    "SIGNATORY",
    "cited_seat",
    "district_in",
    "own_seat",
    "place_key",
    "seat_of",
    "signatory_key",
    "superior_of",
    "told_by",
]

IN_OTHER_DOCUMENTS, SIGNATORY = "district in other documents", "signatory of other documents"
DISTRICT_COMMITTEES = issuer_words().district_committees
_OPENING = 20_000  # characters in which a text says whose it is


@lru_cache(maxsize=50_000)
def seat_of(issuer: Issuer | None) -> Seat:
    """Where a body sits, from its instance."""
    if issuer is None or issuer.level == "central":
        return Seat()
    unit = seat_in(issuer.name)
    key = issuer.id.split("@")[0].split(".")[-2] if "." in issuer.id else ""
    province = next(
        (
            p
            for on in (None, issuer.valid_from, MERGERS, date(2000, 1, 1))
            if (p := province_at(issuer.province or "", on)) and p.key == key
        ),
        None,
    )
    return Seat(province, *unit) if unit else Seat(province)


_PLACED = re.compile(
    r"""(?:[Tt]ỉnh\ ủy|[Tt]hành\ ủy|[Đđ]ảng\ bộ\ (?:tỉnh|thành\ phố)|UBND\ (?:tỉnh|thành\ phố)|HĐND\ (?:tỉnh|thành\ phố)
      |[Nn]hân\ dân\ (?:tỉnh|thành\ phố)|[Tt]ỉnh\ [Đđ]oàn|địa\ bàn\ (?:tỉnh|thành\ phố))\s+((?:[^\W\d_a-z]\w*[\s-]*){2,5})""",
    re.VERBOSE,
)


def own_seat(head: Head, elsewhere: Mapping[str, str]) -> tuple[Seat, str | None]:
    """The seat of the body that issued a text, and from what its province was inferred; None where it was read."""
    units = [unit for line in head.letterhead if (unit := seat_in(line) or _organisation(line))]
    unit = units[-1] if units else None
    on = head.issued_on
    for line in reversed(head.letterhead):
        if names := provinces_in(line):
            return Seat(_then(names[-1], on), *(unit or ())), None
    if unit and _national(unit[1]):
        return Seat(None, *unit), None
    if head.place and (name := province_of_seat(head.place)) and not (unit and unit[0] in {"xã", "phường"}):
        return Seat(_then(name, on), *(unit or ())), "place line"
    if (district := district_in(head)) and (name := elsewhere.get(place_key(district))):
        return Seat(_then(name, on), *(unit or ())), IN_OTHER_DOCUMENTS
    if head.told:
        name, source = head.told
        return Seat(_then(name, on), *(unit or ())), source
    if head.signatory and (name := elsewhere.get(signatory_key(head.signatory))):
        return Seat(_then(name, on), *(unit or ())), SIGNATORY
    return Seat(None, *(unit or ())), None


def told_by(text: str) -> tuple[str, str] | None:
    """The province that the words of a text tell, and how: the only one named with a body, else that of an official named with office."""
    named = {name for match in _PLACED.finditer(text, 0, _OPENING) for name in provinces_in(match[1])[:1]}
    if len(named) == 1:
        return named.pop(), "place named with a body in the text"
    official = _official_in(text)
    return (official, "official named in the text") if official else None


def district_in(head: Head) -> str | None:
    """The district, or its committee, that a letterhead names, as its own or above its own: Huyện ủy Can Lộc."""
    units = [seat for line in head.letterhead if (seat := seat_in(line))]
    found = next((seat for seat in units if Seat(None, *seat).level == "district"), None)
    return f"{found[0].capitalize()} {found[1]}" if found else None


def place_key(words: str) -> str:
    """By what a district is known in `elsewhere`: its name, whatever body of it is named."""
    seat = seat_in(words)
    return f"place:{fold(seat[1] if seat else words)}"


def signatory_key(name: str) -> str:
    """By what a person is known in `elsewhere`."""
    return f"signatory:{fold(name)}"


def _organisation(line: str) -> tuple[str, str] | None:
    """The organisation that a committee inside it is named for: ĐẢNG ỦY CHÍNH PHỦ."""
    found = re.match(r"(?:ĐẢNG ỦY|ĐẢNG BỘ|ĐẢNG ĐOÀN) (?!TỈNH|XÃ|PHƯỜNG|THÀNH PHỐ|ĐẶC KHU)(.+)", line)
    return ("đảng ủy", found[1].capitalize()) if found else None


def _national(name: str) -> bool:
    """Whether an organisation is one of the central State."""
    return body_named(name) in {"CP", "QH", "TW"} or fold(name).startswith("bộ ")


def _then(name: str, on: date | None) -> Province | None:
    """The province of a name on a date; one that is gone by then stands for what it became part of."""
    if province := province_at(name, on):
        return province
    gone = province_at(name, None) if on else None
    return next((p for other in (gone,) if other and other.successor for p in _with_key(other.successor)), None)


def _with_key(key: str) -> tuple[Province, ...]:
    rows = read_table("provinces", "name set")
    return tuple(p for row in rows if (p := province_at(row["name"], MERGERS)) and p.key == key)[:1]


@cache
def _officials() -> tuple[tuple[str, str, str], ...]:
    rows = read_table("officials", "name office province valid_from valid_to confidence source")
    return tuple((row["name"], row["office"], row["province"]) for row in rows if verified(row))


def _official_in(text: str) -> str | None:
    """The province of an official whom a text names together with the office: "Huỳnh Văn Tí - Bí thư Tỉnh ủy"."""
    found = set()
    for name, office, province in _officials():
        at = text.find(name)
        if at >= 0 and fold(office) in fold(text[max(0, at - 60) : at + len(name) + 60]):
            found.add(province)
    return found.pop() if len(found) == 1 else None


def superior_of(citing: Document) -> str | None:
    """The district committee that stands above a citing body in its letterhead."""
    return next((value for name, value in citing.evidence if name == "superior"), None)


@lru_cache(maxsize=100_000)
def cited_seat(code: str, words: str, citing: Issuer | None, citing_on: date | None, on: date | None, superior: str | None) -> Seat:
    """The seat of a cited body from the words beside its symbol, else from the citing body's own; `on` is the cited date."""
    own = seat_of(citing)
    if code in DISTRICT_COMMITTEES and superior and seat_in(words) is None:
        words = superior  # the district committee above the citing body
    if code in DISTRICT_COMMITTEES and own.level == "district" and citing and citing.code in DISTRICT_COMMITTEES and seat_in(words) is None:
        return Seat(_again(own.province, on, words), own.kind, own.name)
    body = bodies().get(code)
    unit = seat_in(words) if words and not (body and body.level == "province") else None
    names = provinces_in(words) if words else ()
    if names:
        return Seat(_instance(names[-1], on, citing_on), *(unit or ()))
    below = {"huyện", "quận", "xã", "phường", "huyện ủy"} & set(fold(words).split())
    if citing and citing.code == code and unit is None and (not words or not (own.name or below)):
        return Seat(_again(own.province, on, words), own.kind, own.name)
    home = _again(own.province, on, "" if unit else words)
    if unit:
        return Seat(home, *unit)
    text = fold(words)
    provincial = (body and body.level == "province") or "tỉnh" in text or ("thành phố" in text and own.kind != "thành phố")
    if provincial or (own.level == "province" and body is not None and body.level in {"local", "any"}):
        return Seat(home)
    if own.name and own.kind and own.kind.split()[0] in text.split():
        return Seat(home, own.kind, own.name)
    return Seat()


def _again(province: Province | None, on: date | None, words: str) -> Province | None:
    """A text's own province as it was on another date, where no date is given as it is; `words` name a body of it.

    Before a merger it was several: the only one that was a tỉnh, or a thành phố, as the words have it, else None.
    """
    if province is None or on is None:
        return province
    if on < MERGERS and (members := members_of(province)):
        said = {kind for kind, word in (("tỉnh", "tỉnh"), ("thành phố", "thành")) if word in fold(words).split()}
        possible = [member for member in members if member.kind in said or len(said) != 1]
        return possible[0] if len(possible) == 1 else None
    return _instance(province.name, on, None) or province


def _instance(name: str, on: date | None, citing_on: date | None) -> Province | None:
    """The province of a name; where a merger leaves open which of two, one whose key says so."""
    if province := province_at(name, on or (citing_on if citing_on and citing_on < MERGERS else None)):
        return province
    if province := province_at(name, None):
        return province
    return Province(key=f"{slug(name)}-_", name=name, kind="tỉnh") if on is None else None
