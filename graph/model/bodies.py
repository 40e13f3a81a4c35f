"""Issuing bodies: their codes, names, levels and systems, and the words by which texts and symbols show them.

Two tables of data/reference hold them: issuers.csv has a row for each code, issuer_words.toml the words and the codes by their form. A
body is added there, not here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from danchieu.graph.model.folding import fold
from danchieu.graph.model.reference import ReferenceTableError, day, read_table, read_toml

__all__ = ["Body", "IssuerWords", "NamedBody", "bodies", "body_named", "issuer_words", "level_of", "words_of_body"]

_TABLE = "issuer_words"


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a code in symbols."""

    code: str
    name: str
    level: str  # central, province, district, commune, cell, local, any
    system: str  # party, state, front; any for a code of Party and State alike
    parent: str | None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class NamedBody:
    """Words by which texts name the body of a code."""

    code: str
    words: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IssuerWords:
    """The table issuer_words.toml, which explains each field."""

    state: frozenset[str]
    district_committees: frozenset[str]
    named_with_kind: frozenset[str]
    not_in_titles: frozenset[str]
    assembly: tuple[str, ...]
    legislation: tuple[str, ...]
    spaced: tuple[str, ...]
    without_digits: tuple[str, ...]
    with_digits: Mapping[str, str]
    spellings: Mapping[str, str]
    ministry: str
    central_suffixes: tuple[str, ...]
    local_prefixes: tuple[str, ...]
    first: tuple[str, ...]
    inner: tuple[str, ...]
    with_types: tuple[str, ...]
    not_issuers: tuple[str, ...]
    units: tuple[str, ...]
    organisation_lines: tuple[str, ...]
    city_names: Mapping[str, str]
    local_committees: tuple[str, ...]
    before_province: tuple[str, ...]
    district: tuple[str, ...]
    commune: tuple[str, ...]
    cities: tuple[str, ...]
    not_before: Mapping[str, str]
    organisation: str
    named: tuple[NamedBody, ...]


@cache
def bodies() -> Mapping[str, Body]:
    """Return all bodies of issuers.csv by code."""
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


@cache
def issuer_words() -> IssuerWords:
    """Return the table of issuer words; raise ReferenceTableError, which names the entry, if it is malformed."""
    table = read_toml(_TABLE)
    codes, names, places = (_section(table, name) for name in ("codes", "names", "places"))
    return IssuerWords(
        state=frozenset(_strings(codes, "state")) | {body.code for body in bodies().values() if body.system == "state"},
        district_committees=frozenset(_strings(codes, "district_committees")),
        named_with_kind=frozenset(_strings(codes, "named_with_kind")),
        not_in_titles=frozenset(_strings(codes, "not_in_titles")),
        assembly=_strings(codes, "assembly"),
        legislation=_strings(codes, "legislation"),
        spaced=_strings(codes, "spaced"),
        without_digits=_strings(codes, "without_digits"),
        with_digits=_pairs(codes, "with_digits"),
        spellings=_pairs(codes, "spellings"),
        ministry=_strings(codes, "ministry")[0],
        central_suffixes=_strings(codes, "central_suffixes"),
        local_prefixes=_strings(codes, "local_prefixes"),
        first=_strings(names, "first"),
        inner=_strings(names, "inner"),
        with_types=_strings(names, "with_types"),
        not_issuers=_strings(names, "not_issuers"),
        units=_strings(names, "units"),
        organisation_lines=_strings(names, "organisation_lines"),
        city_names=_pairs(names, "city_names"),
        local_committees=_strings(names, "local_committees"),
        before_province=_strings(names, "before_province"),
        district=_strings(places, "district"),
        commune=_strings(places, "commune"),
        cities=_strings(places, "cities"),
        not_before=_pairs(places, "not_before"),
        organisation=_strings(places, "organisation")[0],
        named=tuple(_named(number, entry) for number, entry in enumerate(table.get("named", ()), start=1)),
    )


@lru_cache(maxsize=20_000)
def body_named(words: str) -> str | None:
    """Return the code of the body that some words name, None if they name none: Thường trực Tỉnh ủy gives TU."""
    text = fold(words)
    return next((code for name, code in _names_of_bodies() if name in text), None)


@cache
def words_of_body(code: str) -> tuple[str, ...]:
    """Return the words by which texts name the body of a code; none for a code without words of its own."""
    return tuple(words for named in issuer_words().named if named.code == code for words in named.words)


@cache
def _names_of_bodies() -> tuple[tuple[str, str], ...]:
    """Return names and words of bodies with their codes: long names first, then the words of issuer_words.toml in their order."""
    long = sorted(
        ((fold(body.name), code) for code, body in bodies().items() if len(body.name.split()) > 2), key=lambda pair: -len(pair[0])
    )
    return (*long, *((fold(words), named.code) for named in issuer_words().named for words in named.words))


@cache
def level_of(code: str) -> str:
    """Return central for a body there is one of, else local. Codes outside the table are judged by their form."""
    head = code.split("-")[0]
    if body := bodies().get(code) or bodies().get(head):
        return "central" if body.level == "central" else "local"
    return "central" if _central_form().fullmatch(head) and not head.startswith(issuer_words().local_prefixes) else "local"


@cache
def _central_form() -> re.Pattern[str]:
    words = issuer_words()
    suffixes = "|".join((*words.central_suffixes, rf"{words.assembly[0]}\d*"))
    return re.compile(rf".*(?:{suffixes})|{words.ministry}[A-ZĐ&]{{2,}}")


def _section(table: dict[str, Any], name: str) -> dict[str, Any]:
    section = table.get(name)
    if not isinstance(section, dict):
        raise _malformed(name, "is missing; write it as a section")
    return section


def _strings(section: dict[str, Any], field: str) -> tuple[str, ...]:
    values = section.get(field)
    if not isinstance(values, list) or not values or not all(isinstance(value, str) and value for value in values):
        raise _malformed(field, f"is {values!r}; write a list of strings")
    return tuple(values)


def _pairs(section: dict[str, Any], field: str) -> dict[str, str]:
    values = section.get(field)
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        raise _malformed(field, f"is {values!r}; write pairs of strings")
    return dict(values)


def _named(number: int, entry: dict[str, Any]) -> NamedBody:
    code = entry.get("code")
    if code not in bodies():
        raise _malformed(f"named, entry {number}", f"has the code {code!r}, which issuers.csv does not have")
    return NamedBody(str(code), _strings(entry, "words"), _strings(entry, "examples"))


def _malformed(name: str, reason: str) -> ReferenceTableError:
    return ReferenceTableError(f"data/reference/{_TABLE}.toml: {name}: {reason}")
