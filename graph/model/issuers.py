"""Issuing bodies as instances: a body, a place, and the period in which that committee existed.

Ids are `<place>.<body>`: `tw`, `cp`, `bkhcn`, `binh-thuan.tu`, `lam-dong-2025.tu` (the committee since the merger of 1 July 2025, another
one than `lam-dong.tu`), `xa-luong-minh.quang-ninh.mttq`. A part that is not known is `_`: `_.tu`, `xa-luong-minh._.mttq`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from danchieu.graph.model import Issuer
from danchieu.graph.model.reference import day, read_table, verified

__all__ = [
    "DISTRICT_COMMITTEES",
    "Body",
    "Province",
    "Seat",
    "bodies",
    "body_named",
    "fold",
    "issuer_at",
    "issuers_beyond",
    "level_of",
    "members_of",
    "province_at",
    "province_of_seat",
    "provinces_in",
    "seat_in",
    "slug",
]

MERGERS = date(2025, 7, 1)
_D = str.maketrans("đĐ", "dD")
_LOCAL_KINDS = {
    "district": ("huyện", "quận", "thị xã", "thành phố", "huyện ủy", "quận ủy", "thị ủy", "thành ủy"),
    "commune": ("xã", "phường", "thị trấn", "đặc khu"),
}


@lru_cache(maxsize=100_000)
def slug(text: str) -> str:
    """Lower-case ASCII with hyphens, for ids: Bà Rịa - Vũng Tàu gives ba-ria-vung-tau."""
    plain = unicodedata.normalize("NFD", text.translate(_D)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Lower-case words with marks kept, one space or hyphen between: what names are compared by."""
    words = " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).casefold()))
    return words.replace("đắc lắc", "đắk lắk").replace("đắc nông", "đắk nông").replace("bắc cạn", "bắc kạn").replace("uỷ", "ủy")


@dataclass(frozen=True, slots=True)
class Province:
    """A province as it was in one period; `key` tells two provinces of one name apart."""

    key: str
    name: str
    kind: str  # tỉnh, thành phố
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str | None = None  # key
    certain: bool = True  # False if a merger leaves open which of two provinces of the name is meant


@dataclass(frozen=True, slots=True)
class Body:
    """What a code of the symbol stands for."""

    code: str
    name: str
    level: str  # central, province, district, commune, cell, local, any
    system: str  # party, state, front; any for a code of Party and State alike
    parent: str | None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a local body sits: a province, or a district or commune in one. None is not known."""

    province: Province | None = None
    kind: str | None = None  # xã, huyện; None for the province itself
    name: str | None = None

    @property
    def level(self) -> str:
        """province, district or commune."""
        return next((level for level, kinds in _LOCAL_KINDS.items() if self.kind in kinds), "province")


@cache
def _provinces() -> dict[str, tuple[Province, ...]]:
    """All provinces by folded name, the earlier first."""
    rows = [
        row
        for row in read_table("provinces", "set name kind valid_from valid_to members_or_successors change confidence source")
        if verified(row)
    ]
    merged = {row["name"] for row in rows if row["set"] == "34" and row["change"] == "merged from"}
    found: dict[str, list[Province]] = {}
    for row in rows:
        name, now = row["name"], row["set"] == "34"
        if now and name not in merged and fold(name) in found:
            continue  # kept as it was
        ends = row["set"] == "63" and (name in merged or row["change"] != "kept")
        heir = row["members_or_successors"].split(";")[0].strip() if ends else ""
        found.setdefault(fold(name), []).append(
            Province(
                key=f"{slug(name)}-{MERGERS.year}" if now and name in merged else slug(name),
                name=name,
                kind=row["kind"],
                valid_from=day(row, "valid_from") if now else None,
                valid_to=(day(row, "valid_to") or MERGERS - timedelta(days=1)) if ends or row["set"] == "historic" else None,
                successor=(f"{slug(heir)}-{MERGERS.year}" if heir in merged else slug(heir)) if heir else None,
            )
        )
    return {name: tuple(group) for name, group in found.items()}


@lru_cache(maxsize=20_000)
def province_at(name: str, on: date | None) -> Province | None:
    """The province of that name on a date, under the name it had then. Without a date, the only one of the name, else None.

    >>> province_at("Huế", date(2020, 1, 1)).name
    'Thừa Thiên Huế'
    """
    group = _provinces().get(fold(name), ())
    if on is None:
        return group[0] if len(group) == 1 else None
    renamed = [
        p
        for other in _provinces().values()
        for p in other
        if group and p.successor == group[0].key and p.valid_to and p.valid_to < MERGERS - timedelta(days=1)
    ]
    there = [p for p in (*group, *renamed) if (p.valid_from is None or p.valid_from <= on) and (p.valid_to is None or on <= p.valid_to)]
    return there[0] if there else None


@lru_cache(maxsize=1_000)
def members_of(province: Province) -> tuple[Province, ...]:
    """The provinces that were merged into this one, itself as it was among them; none where it is no merged one."""
    if province.valid_from != MERGERS:
        return ()
    ended = MERGERS - timedelta(days=1)
    return tuple(p for group in _provinces().values() for p in group if p.successor == province.key and p.valid_to == ended)


@cache
def _seats() -> dict[str, str]:
    """Province name by the folded name of its capital."""
    return {
        fold(row["capital"]): row["name"] for row in read_table("provinces", "name capital confidence") if row["capital"] and verified(row)
    }


@lru_cache(maxsize=10_000)
def province_of_seat(place: str) -> str | None:
    """The name of the province whose documents are dated from `place`: Phan Thiết gives Bình Thuận."""
    name = re.sub(r"^(?:thành phố|tp|t p|tỉnh) ", "", fold(place))
    if name in _provinces():
        return _provinces()[name][0].name
    return _seats().get(name)


@cache
def _province_pattern() -> re.Pattern[str]:
    names = sorted((*_provinces(), "hcm"), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")


@lru_cache(maxsize=20_000)
def provinces_in(words: str) -> tuple[str, ...]:
    """Names of the provinces that stand in some words of an issuer or a letterhead, in order."""
    found = _province_pattern().findall(fold(words))
    return tuple(dict.fromkeys("Hồ Chí Minh" if name == "hcm" else _provinces()[name][0].name for name in found))


_KINDS = r"\b(huyện ủy|quận ủy|thị ủy|thành ủy|thị xã|thị trấn|thành phố|đặc khu|huyện|quận|phường|xã(?! hội))"
_SEAT = re.compile(_KINDS + r"\s+((?:[^\W\d_a-z][^\s,;.()]*\s*|\d{1,2}(?!\w)\s*){1,4})")
_SHOUTED = re.compile(_KINDS, re.IGNORECASE)


@lru_cache(maxsize=20_000)
def seat_in(words: str) -> tuple[str, str] | None:
    """The district or commune that issuer words name, as (kind, name): UBND huyện Bắc Bình. None for a province or no name."""
    text = unicodedata.normalize("NFC", words)
    if text.isupper():
        text = _SHOUTED.sub(lambda match: match[0].lower(), text)
    else:
        text = re.sub(r"\b(?:Huyện|Quận|Thị|Thành|Đặc|Phường|Xã)\b", lambda m: m[0].lower(), text)
    for match in reversed(list(_SEAT.finditer(text))):
        kind, name = match[1], match[2].strip().title()
        named = match[2][0].isupper() or match[2][0].isdigit()
        if named and not (kind in {"thành phố", "thành ủy"} and provinces_in(name)):
            return kind, name
    return None


@cache
def bodies() -> dict[str, Body]:
    """All bodies of the table by code."""
    return {
        row["code"]: Body(
            code=row["code"],
            name=row["name"],
            level=row["level"],
            system=row["system"],
            parent=row["parent"] or None,
            valid_from=day(row, "valid_from"),
            valid_to=day(row, "valid_to"),
        )
        for row in read_table("issuers", "code name level system parent valid_from valid_to confidence source")
    }


_WORDS_OF_BODIES = tuple(
    (words, code)
    for code, names in (
        ("ĐUK", "đảng ủy khối|đảng bộ khối"),
        ("TU", "tỉnh ủy|thành ủy|đảng bộ tỉnh|đảng bộ thành phố"),
        ("HU", "huyện ủy"),
        ("QU", "quận ủy"),
        ("TXU", "thị ủy"),
        ("ĐU", "đảng ủy"),
        ("CB", "chi bộ"),
        ("TW", "bộ chính trị|ban bí thư|ban chấp hành trung ương"),
        ("UBTVQH", "ủy ban thường vụ quốc hội"),
        ("QH", "quốc hội"),
        ("HĐND", "hội đồng nhân dân|hđnd"),
        ("UBND", "ủy ban nhân dân|ubnd"),
        ("TTg", "thủ tướng"),
        ("CP", "chính phủ"),
        ("MTTQ", "mttq|mặt trận tổ quốc"),
    )
    for words in names.split("|")
)  # the narrower before what it contains


@cache
def _names_of_bodies() -> tuple[tuple[str, str], ...]:
    named = sorted(
        ((fold(body.name), code) for code, body in bodies().items() if len(body.name.split()) > 2), key=lambda pair: -len(pair[0])
    )
    return (*named, *_WORDS_OF_BODIES)


@lru_cache(maxsize=20_000)
def body_named(words: str) -> str | None:
    """The code of the body that some words name: Thường trực Tỉnh ủy gives TU. None where they name none."""
    text = fold(words)
    return next((code for name, code in _names_of_bodies() if name in text), None)


@lru_cache(maxsize=20_000)
def level_of(code: str) -> str:
    """central for a body there is one of, else local. Codes outside the table go by how such codes are formed."""
    head = code.split("-")[0]
    if body := bodies().get(code) or bodies().get(head):
        return "central" if body.level == "central" else "local"
    return (
        "central"
        if re.fullmatch(r".*(?:TW|TW15|QH\d*|VN)|B[A-ZĐ&]{2,}", head) and not head.startswith(("BCĐ", "BCS", "BTC", "BTG", "BDV", "BQL"))
        else "local"
    )


DISTRICT_COMMITTEES = {"HU", "QU", "ThU", "TXU"}


@lru_cache(maxsize=50_000)
def issuer_at(code: str, seat: Seat | None = None) -> Issuer:
    """The instance of a body: by code, and for a local body by its seat."""
    body = bodies().get(code)
    if level_of(code) == "central":
        parent = body.parent if body else None
        return Issuer(
            id=slug(code),
            name=body.name if body else code,
            code=code,
            level="central",
            system=_system(body),
            parent_id=slug(parent) if parent else None,
            valid_from=body.valid_from if body else None,
            valid_to=body.valid_to if body else None,
        )
    seat = seat or Seat()
    province = seat.province
    if seat.kind == "đảng ủy":
        place = slug(seat.name or "") + (f".{province.key}" if province else "")
    else:
        place = (f"{_unit(seat, code)}." if seat.name else "") + (province.key if province else "_")
    return Issuer(
        id=f"{place}.{slug(code)}",
        name=_name(code, body, seat),
        code=code,
        level=seat.level if seat.name or not body or body.level in {"local", "any"} else body.level,
        system=_system(body),
        province=province.name if province else None,
        parent_id=_parent(code, body, seat),
        valid_from=province.valid_from if province else None,
        valid_to=province.valid_to if province else None,
        successor_id=f"{province.successor}.{slug(code)}" if province and province.successor and not seat.name else None,
        province_key=province.key if province else None,
        place_known=province.certain if province else seat.kind == "đảng ủy",
        unit=seat.name,
        place_named=bool(province or seat.name),
    )


def _system(body: Body | None) -> str | None:
    """The system of a body; None for a code of Party and State alike."""
    return body.system if body and body.system != "any" else None


@lru_cache(maxsize=20_000)
def issuers_beyond(issuer: Issuer) -> tuple[Issuer, ...]:
    """The bodies above an issuer and after it, each as itself: what PART_OF and SUCCEEDED_BY lead to. Unknown ones are left out."""
    beyond = (_instance_of(id_) for id_ in (issuer.parent_id, issuer.successor_id) if id_)
    return tuple(dict.fromkeys(body for found in beyond if found for body in (found, *issuers_beyond(found))))


def _instance_of(id_: str) -> Issuer | None:
    """The central or provincial body of an id; None where it is another's, or of no known place."""
    place, _, body = id_.rpartition(".")
    code = next((code for code in bodies() if slug(code) == body), None)
    province = next((p for group in _provinces().values() for p in group if p.key == place), None)
    found = issuer_at(code, Seat(province)) if code else None
    return found if found and found.id == id_ else None


def _unit(seat: Seat, code: str) -> str:
    return slug(seat.name or "") if code in DISTRICT_COMMITTEES else slug(f"{seat.kind} {seat.name}")


def _parent(code: str, body: Body | None, seat: Seat) -> str | None:
    place = seat.province.key if seat.province else "_"
    if seat.kind == "đảng ủy":
        return f"{place}.tu" if seat.province else "tw"
    if seat.name:  # a district or commune body stands below the province's body of its kind
        return f"{place}.{slug('TU' if body and body.system == 'party' else code)}" if code not in {"MTTQ"} else f"{place}.mttq"
    if body is None or body.parent is None:
        return None
    if level_of(body.parent) == "central":
        return slug(body.parent)
    return f"{place}.{slug('TU' if body.parent in {'HU', 'ĐU'} else body.parent)}"


def _name(code: str, body: Body | None, seat: Seat) -> str:
    name = body.name if body else code
    if seat.name:
        return f"{name} {seat.name}" if code in DISTRICT_COMMITTEES or seat.kind == "đảng ủy" else f"{name} {seat.kind} {seat.name}"
    if seat.province is None:
        return name
    city = seat.province.kind == "thành phố"
    if code in {"UBND", "HĐND"}:
        return f"{name} {seat.province.kind} {seat.province.name}"
    return f"{name.replace('Tỉnh ủy', 'Thành ủy') if city else name} {seat.province.name}"
