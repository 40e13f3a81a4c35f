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
from danchieu.graph.model.provinces import Province, province_of_key, provinces_in

__all__ = ["Place", "issuer_at", "issuers_beyond", "place_in"]

_COMMITTEE, _CENTRAL_COMMITTEE = "TU", "TW"  # of a province, of all
_USUAL_KIND = "tỉnh"  # of a province of which it is open which of a name it is


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a local body: a province, or a district or commune in one. None is not known."""

    province: Province | None = None
    kind: str | None = None  # xã, huyện; None for the province itself
    name: str | None = None
    one_of_two: str | None = None  # the name of two provinces, if a merger leaves open which of them it is

    @property
    def province_name(self) -> str | None:
        """The name of the province, also if it is open which of that name."""
        return self.province.name if self.province else self.one_of_two

    @property
    def province_key(self) -> str | None:
        """The key of the province; with `_` for the period if it is open which of a name."""
        return self.province.key if self.province else f"{slug(self.one_of_two)}-_" if self.one_of_two else None

    def of_province(self, province: Province | None) -> Place:
        """Return the place in another province."""
        return replace(self, province=province)

    @property
    def level(self) -> str:
        """Return province, district or commune."""
        words = issuer_words()
        return "district" if self.kind in words.district else "commune" if self.kind in words.commune else "province"

    @property
    def in_organisation(self) -> bool:
        """Return whether it is inside an organisation, as a Party committee is: Đảng ủy Chính phủ."""
        return self.kind == issuer_words().organisation


@cache
def _kinds() -> str:
    words = issuer_words()
    kinds = sorted((*words.district, *words.commune), key=len, reverse=True)
    return rf"\b({'|'.join(kind + (f'(?! {words.not_before[kind]})' if kind in words.not_before else '') for kind in kinds)})"


@cache
def _place_pattern() -> re.Pattern[str]:
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
def place_in(words: str) -> Place | None:
    """Return the district or commune that issuer words name, without its province: UBND huyện Bắc Bình. None for a province or no name."""
    text = unicodedata.normalize("NFC", words)
    kinds = _kinds_in_capitals() if text.isupper() else _capitalised_kinds()
    text = kinds.sub(lambda match: match[0].lower(), text)
    for match in reversed(list(_place_pattern().finditer(text))):
        kind, name = match[1], match[2].strip().title()
        named = match[2][0].isupper() or match[2][0].isdigit()
        if named and not (kind in issuer_words().cities and provinces_in(name)):
            return Place(kind=kind, name=name)
    return None


@lru_cache(maxsize=50_000)
def issuer_at(code: str, place: Place | None = None) -> Issuer:
    """Return the instance of a body by its code, and for a local body by its place."""
    return _central_issuer(code) if level_of(code) == "central" else _local_issuer(code, place or Place())


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
        parent=issuer_at(body.parent) if body.parent else None,
        valid_from=body.valid_from,
        valid_to=body.valid_to,
    )


def _local_issuer(code: str, place: Place) -> Issuer:
    body = bodies().get(code)
    issuer = Issuer(
        id=f"{_id_of_place(code, place)}.{slug(code)}",
        name=_name(code, body, place),
        code=code,
        level=_level(body, place),
        system=_system(body) if body else None,
        parent=_parent(code, body, place),
        province=place.province_name,
        province_key=place.province_key,
        place_known=bool(place.province) or (place.in_organisation and not place.one_of_two),
        unit=place.name,
        place_named=bool(place.name or place.province_name),
    )
    province = place.province
    if province is None:
        return issuer
    successor = _successor(code, province) if not place.name else None
    return replace(issuer, valid_from=province.valid_from, valid_to=province.valid_to, successor=successor)


def _system(body: Body) -> str | None:
    """Return the system of a body, None for a code of Party and State alike."""
    return body.system if body.system != "any" else None


def _level(body: Body | None, place: Place) -> str:
    """Return the level of the place for bodies that exist at several, else that of the body."""
    return place.level if place.name or body is None or body.level in {"local", "any"} else body.level


def _id_of_place(code: str, place: Place) -> str:
    """Return the place of an id: binh-thuan, xa-luong-minh.quang-ninh, or chinh-phu for a committee inside an organisation."""
    province = place.province_key
    if place.in_organisation:
        return ".".join(filter(None, (slug(place.name or ""), province)))
    unit = _unit(place, code) if place.name else None
    return ".".join(filter(None, (unit, province or "_")))


def _successor(code: str, province: Province) -> Issuer | None:
    """Return the body of the province into which another was merged."""
    merged = province_of_key(province.successor) if province.successor else None
    return issuer_at(code, Place(merged)) if merged else None


def issuers_beyond(issuer: Issuer) -> tuple[Issuer, ...]:
    """Return the parents and successors of an issuer, recursively. Bodies that are not in the table are skipped, and those above them."""
    beyond = (body for body in (issuer.parent, issuer.successor) if body and body.code in bodies())
    return tuple(dict.fromkeys(body for found in beyond for body in (found, *issuers_beyond(found))))


def _unit(place: Place, code: str) -> str:
    return slug(place.name or "") if code in issuer_words().district_committees else slug(f"{place.kind} {place.name}")


def _parent(code: str, body: Body | None, place: Place) -> Issuer | None:
    """Return the body above: for a district or commune body the province's body of its kind, else the parent of the table."""
    above = replace(place, kind=None, name=None)
    if place.in_organisation:
        return issuer_at(_COMMITTEE, above) if place.province_key else issuer_at(_CENTRAL_COMMITTEE)
    if place.name:
        party = body is not None and body.system == "party"
        return issuer_at(_COMMITTEE if party else code, above)
    if body is None or body.parent is None:
        return None
    below_province = bodies()[body.parent].level in {"district", "commune"}
    return issuer_at(_COMMITTEE if below_province else body.parent, above)


def _name(code: str, body: Body | None, place: Place) -> str:
    name = body.name if body else code
    if place.name:
        without_kind = code in issuer_words().district_committees or place.in_organisation
        return f"{name} {place.name}" if without_kind else f"{name} {place.kind} {place.name}"
    if place.province_name is None:
        return name
    kind = place.province.kind if place.province else _USUAL_KIND
    if code in issuer_words().named_with_kind:
        return f"{name} {kind} {place.province_name}"
    return f"{_in_city(name) if kind in issuer_words().cities else name} {place.province_name}"


def _in_city(name: str) -> str:
    """Return the name that a body of a province has in a city: Thành ủy for Tỉnh ủy."""
    for usual, in_city in issuer_words().city_names.items():
        name = name.replace(usual, in_city)
    return name
