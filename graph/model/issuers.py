"""Issuing bodies as instances: a body, a place, and the period in which that committee existed.

Ids are `<place>.<body>`: `tw`, `cp`, `bkhcn`, `binh-thuan.tu`, `lam-dong-2025.tu` (the committee since the merger of 1 July 2025, another
one than `lam-dong.tu`), `xa-luong-minh.quang-ninh.mttq`. An unknown part is `_`: `_.tu`, `xa-luong-minh._.mttq`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from danchieu.graph.model.bodies import Body, bodies, issuer_words, level_of
from danchieu.graph.model.documents import Issuer
from danchieu.graph.model.folding import slug
from danchieu.graph.model.provinces import Province, all_provinces, provinces_in

__all__ = ["Seat", "issuer_at", "issuers_beyond", "seat_in"]

_COMMITTEE = "TU"  # of a province


@dataclass(frozen=True, slots=True)
class Seat:
    """The place of a local body: a province, or a district or commune in one. None is not known."""

    province: Province | None = None
    kind: str | None = None  # xã, huyện; None for the province itself
    name: str | None = None

    @property
    def level(self) -> str:
        """province, district or commune."""
        words = issuer_words()
        return "district" if self.kind in words.district else "commune" if self.kind in words.commune else "province"

    @property
    def in_organisation(self) -> bool:
        """True for a Party committee inside an organisation: Đảng ủy Chính phủ."""
        return self.kind == issuer_words().organisation


@cache
def _kinds() -> str:
    words = issuer_words()
    kinds = sorted((*words.district, *words.commune), key=len, reverse=True)
    return rf"\b({'|'.join(kind + (f'(?! {words.not_before[kind]})' if kind in words.not_before else '') for kind in kinds)})"


@cache
def _seat_pattern() -> re.Pattern[str]:
    return re.compile(_kinds() + r"\s+((?:[^\W\d_a-z][^\s,;.()]*\s*|\d{1,2}(?!\w)\s*){1,4})")


@cache
def _kinds_in_capitals() -> re.Pattern[str]:
    return re.compile(_kinds(), re.IGNORECASE)


@cache
def _capitalised_kinds() -> re.Pattern[str]:
    """Return the first words of kinds of places, with a capital: Huyện, Thành (phố)."""
    first = dict.fromkeys(kind.split()[0].capitalize() for kind in (*issuer_words().district, *issuer_words().commune))
    return re.compile(rf"\b(?:{'|'.join(first)})\b")


@lru_cache(maxsize=20_000)
def seat_in(words: str) -> tuple[str, str] | None:
    """Return the district or commune that issuer words name, as kind and name: UBND huyện Bắc Bình. None for a province or no name."""
    text = unicodedata.normalize("NFC", words)
    kinds = _kinds_in_capitals() if text.isupper() else _capitalised_kinds()
    text = kinds.sub(lambda match: match[0].lower(), text)
    for match in reversed(list(_seat_pattern().finditer(text))):
        kind, name = match[1], match[2].strip().title()
        named = match[2][0].isupper() or match[2][0].isdigit()
        if named and not (kind in issuer_words().cities and provinces_in(name)):
            return kind, name
    return None


@lru_cache(maxsize=50_000)
def issuer_at(code: str, seat: Seat | None = None) -> Issuer:
    """Return the instance of a body by its code, and for a local body by its seat."""
    return _central_issuer(code) if level_of(code) == "central" else _local_issuer(code, seat or Seat())


def _central_issuer(code: str) -> Issuer:
    body = bodies().get(code)
    if body is None:
        return Issuer(id=slug(code), name=code, code=code, level="central", system=None)
    return Issuer(
        id=slug(code),
        name=body.name,
        code=code,
        level="central",
        system=_system(body),
        parent_id=slug(body.parent) if body.parent else None,
        valid_from=body.valid_from,
        valid_to=body.valid_to,
    )


def _local_issuer(code: str, seat: Seat) -> Issuer:
    body = bodies().get(code)
    issuer = Issuer(
        id=f"{_place(code, seat)}.{slug(code)}",
        name=_name(code, body, seat),
        code=code,
        level=_level(body, seat),
        system=_system(body) if body else None,
        parent_id=_parent(code, body, seat),
        place_known=seat.in_organisation,
        unit=seat.name,
        place_named=bool(seat.name),
    )
    return issuer if seat.province is None else _in_province(issuer, seat.province, successor=not seat.name)


def _in_province(issuer: Issuer, province: Province, *, successor: bool) -> Issuer:
    """Return the issuer with the facts that it has from its province."""
    return replace(
        issuer,
        province=province.name,
        valid_from=province.valid_from,
        valid_to=province.valid_to,
        successor_id=f"{province.successor}.{slug(issuer.code)}" if successor and issuer.code and province.successor else None,
        province_key=province.key,
        place_known=province.certain,
        place_named=True,
    )


def _system(body: Body) -> str | None:
    """Return the system of a body, None for a code of Party and State alike."""
    return body.system if body.system != "any" else None


def _level(body: Body | None, seat: Seat) -> str:
    """Return the level of the seat for bodies that exist at several, else that of the body."""
    return seat.level if seat.name or body is None or body.level in {"local", "any"} else body.level


def _place(code: str, seat: Seat) -> str:
    """Return the place of an id: binh-thuan, xa-luong-minh.quang-ninh, or chinh-phu for a committee inside an organisation."""
    province = seat.province.key if seat.province else None
    if seat.in_organisation:
        return ".".join(filter(None, (slug(seat.name or ""), province)))
    unit = _unit(seat, code) if seat.name else None
    return ".".join(filter(None, (unit, province or "_")))


@lru_cache(maxsize=20_000)
def issuers_beyond(issuer: Issuer) -> tuple[Issuer, ...]:
    """Return the parents and successors of an issuer, recursively. Unknown ones are left out."""
    beyond = (_instance_of(id_) for id_ in (issuer.parent_id, issuer.successor_id) if id_)
    return tuple(dict.fromkeys(body for found in beyond if found for body in (found, *issuers_beyond(found))))


def _instance_of(id_: str) -> Issuer | None:
    """Return the central or provincial body of an id; None for another body and for an unknown place."""
    place, _, body = id_.rpartition(".")
    code = next((code for code in bodies() if slug(code) == body), None)
    province = next((province for province in all_provinces() if province.key == place), None)
    found = issuer_at(code, Seat(province)) if code else None
    return found if found and found.id == id_ else None


def _unit(seat: Seat, code: str) -> str:
    return slug(seat.name or "") if code in issuer_words().district_committees else slug(f"{seat.kind} {seat.name}")


def _parent(code: str, body: Body | None, seat: Seat) -> str | None:
    """Return the id of the body above: for a district or commune body the province's body of its kind, else the parent of the table."""
    place = seat.province.key if seat.province else "_"
    if seat.in_organisation:
        return f"{place}.{slug(_COMMITTEE)}" if seat.province else "tw"
    if seat.name:
        party = body is not None and body.system == "party"
        return f"{place}.{slug(_COMMITTEE if party else code)}"
    if body is None or body.parent is None:
        return None
    if level_of(body.parent) == "central":
        return slug(body.parent)
    return f"{place}.{slug(_COMMITTEE if bodies()[body.parent].level in {'district', 'commune'} else body.parent)}"


def _name(code: str, body: Body | None, seat: Seat) -> str:
    name = body.name if body else code
    if seat.name:
        without_kind = code in issuer_words().district_committees or seat.in_organisation
        return f"{name} {seat.name}" if without_kind else f"{name} {seat.kind} {seat.name}"
    if seat.province is None:
        return name
    if code in issuer_words().named_with_kind:
        return f"{name} {seat.province.kind} {seat.province.name}"
    return f"{_in_city(name) if seat.province.kind in issuer_words().cities else name} {seat.province.name}"


def _in_city(name: str) -> str:
    """Return the name that a body of a province has in a city: Thành ủy for Tỉnh ủy."""
    for usual, in_city in issuer_words().city_names.items():
        name = name.replace(usual, in_city)
    return name
