"""Provinces in their periods: before and since the mergers of 1 July 2025, by name, by capital, and as words name them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from danchieu.graph.model.bodies import issuer_words
from danchieu.graph.model.folding import fold, slug
from danchieu.graph.model.reference import day, read_table, verified

__all__ = ["MERGERS", "Province", "all_provinces", "members_of", "province_at", "province_of_capital", "province_of_key", "provinces_in"]

MERGERS = date(2025, 7, 1)
"""The day on which 63 provinces became 34."""

_LAST_DAY_BEFORE = MERGERS - timedelta(days=1)
_GIVEN_NAMES = 2  # words of a person's name behind the first: a province has two words
_TITLE_OF_A_CITY = re.compile(r"^(?:thành phố|tp|t p|tỉnh) ")


@dataclass(frozen=True, slots=True)
class Province:
    """A province as it was in one period; `key` distinguishes two provinces of one name."""

    key: str
    name: str
    kind: str  # tỉnh, thành phố
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str | None = None  # key

    def existed(self, on: date) -> bool:
        """Return whether the province existed on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@cache
def all_provinces() -> tuple[Province, ...]:
    """Return all provinces of all periods."""
    return tuple(province for group in _provinces().values() for province in group)


@cache
def _provinces() -> Mapping[str, tuple[Province, ...]]:
    """Return the provinces by folded name, the earlier first."""
    columns = "set name kind valid_from valid_to members_or_successors change confidence source"
    rows = [row for row in read_table("provinces", columns) if verified(row)]
    merged = {row["name"] for row in rows if _is_current(row) and row["change"] == "merged from"}
    found: dict[str, list[Province]] = {}
    for row in rows:
        group = found.setdefault(fold(row["name"]), [])
        unchanged = bool(group) and _is_current(row) and row["name"] not in merged
        if not unchanged:
            group.append(_current(row, merged) if _is_current(row) else _former(row, merged))
    return {name: tuple(group) for name, group in found.items()}


def _is_current(row: Mapping[str, str]) -> bool:
    return row["set"] == "34"


def _current(row: dict[str, str], merged: Collection[str]) -> Province:
    return Province(_key_since_mergers(row["name"], merged), row["name"], row["kind"], valid_from=day(row, "valid_from"))


def _former(row: dict[str, str], merged: Collection[str]) -> Province:
    """Make a province from before the mergers, which may have gone on unchanged since."""
    merges = row["set"] == "63" and (row["name"] in merged or row["change"] != "kept")
    successor = row["members_or_successors"].split(";")[0].strip() if merges else ""
    return Province(
        slug(row["name"]),
        row["name"],
        row["kind"],
        valid_to=(day(row, "valid_to") or _LAST_DAY_BEFORE) if merges or row["set"] == "historic" else None,
        successor=_key_since_mergers(successor, merged) if successor else None,
    )


def _key_since_mergers(name: str, merged: Collection[str]) -> str:
    return f"{slug(name)}-{MERGERS.year}" if name in merged else slug(name)


@cache
def province_of_key(key: str) -> Province | None:
    """Return the province of a key."""
    return next((province for province in all_provinces() if province.key == key), None)


def province_at(name: str, on: date | None) -> Province | None:
    """Return the province of a name on a date, under the name it had then; without a date the only one of the name, else None.

    >>> province_at("Huế", date(2020, 1, 1)).name
    'Thừa Thiên Huế'
    """
    group = _provinces().get(fold(name), ())
    if on is None:
        return group[0] if len(group) == 1 else None
    return next((province for province in (*group, *_before_renaming(group)) if province.existed(on)), None)


def _before_renaming(group: tuple[Province, ...]) -> tuple[Province, ...]:
    """Return the provinces that were renamed, before the mergers, to the first of a group."""
    return tuple(p for p in all_provinces() if group and p.successor == group[0].key and p.valid_to and p.valid_to < _LAST_DAY_BEFORE)


def members_of(province: Province) -> tuple[Province, ...]:
    """Return the provinces that were merged into this one, itself as it was among them; none if it is not a merged one."""
    if province.valid_from != MERGERS:
        return ()
    return tuple(p for p in all_provinces() if p.successor == province.key and p.valid_to == _LAST_DAY_BEFORE)


@cache
def _names_by_capital() -> Mapping[str, str]:
    return {
        fold(row["capital"]): row["name"] for row in read_table("provinces", "name capital confidence") if row["capital"] and verified(row)
    }


def province_of_capital(place: str) -> str | None:
    """Return the name of the province whose documents are dated from `place`: Phan Thiết gives Bình Thuận."""
    name = _TITLE_OF_A_CITY.sub("", fold(place))
    return _provinces()[name][0].name if name in _provinces() else _names_by_capital().get(name)


@cache
def _province_pattern() -> re.Pattern[str]:
    names = sorted((*_provinces(), *issuer_words().short_names), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")


def provinces_in(words: str) -> tuple[str, ...]:
    """Return the names of the provinces in some words of an issuer or a letterhead, in order; none for that of a person in office.

    >>> provinces_in("Chủ tịch Ủy ban nhân dân tỉnh Thái Bình"), provinces_in("Chủ tịch Trần Thái Bình")
    (('Thái Bình',), ())
    """
    found = _province_pattern().findall(fold(_without_persons(words)))
    return tuple(dict.fromkeys(issuer_words().short_names.get(name) or _provinces()[name][0].name for name in found))


def _without_persons(words: str) -> str:
    """Return issuer words without the names of persons behind their offices: a province there is only the end of a longer name."""
    return words if words.isupper() else _persons().sub(_keep_place, words)


def _keep_place(found: re.Match[str]) -> str:
    return found[0] if found["name"] and not _names_person(found["name"]) else ""


def _names_person(name: str) -> bool:
    """Return whether capitalised words behind an office are a person: more than a province, and no body or place in front."""
    first, *others = name.split()
    body = (*issuer_words().first, *(kind.split()[0].capitalize() for kind in issuer_words().places))
    return len(others) >= _GIVEN_NAMES and first not in body and fold(name) not in _provinces()


@cache
def _persons() -> re.Pattern[str]:
    """Return the shape of an office with capitalised words behind it, and of persons who bear the name of a province."""
    offices = "|".join(rf"[{word[0].upper()}{word[0]}]{word[1:]}" for word in sorted(issuer_words().offices, key=len, reverse=True))
    known = "|".join(issuer_words().persons)
    name = r"[^\W\d_a-z][^\W\d_A-Z]{1,7}(?:[ ]+[^\W\d_a-z][^\W\d_A-Z]{0,7}){1,4}"
    return re.compile(rf"\b(?:(?:{known})\b|(?:{offices})[ ]+(?P<name>{name})(?!\w))")
