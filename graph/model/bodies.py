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
from danchieu.graph.model.typed_fields import TypedFields

__all__ = ["Body", "IssuerWords", "NamedBody", "bodies", "body_named", "central_party_body", "issuer_words", "level_of", "words_of_body"]

_LEVELS = ("central", "province", "district", "commune", "cell", "local", "any")  # local: of the place that issuer or letterhead names
_SYSTEMS = ("party", "state", "front", "any")
_TABLE = "issuer_words"
_FILE = f"data/reference/{_TABLE}.toml"


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
    national: frozenset[str]
    legislation: tuple[str, ...]
    spaced: tuple[str, ...]
    without_digits: tuple[str, ...]
    with_digits: Mapping[str, str]
    congress: str
    spellings: Mapping[str, str]
    ministry: str
    central_suffixes: tuple[str, ...]
    local_prefixes: tuple[str, ...]
    first: tuple[str, ...]
    not_issuers: tuple[str, ...]
    offices: tuple[str, ...]
    persons: tuple[str, ...]
    units: tuple[str, ...]
    organisation_lines: tuple[str, ...]
    central_party: tuple[str, ...]
    city_names: Mapping[str, str]
    local_committees: tuple[str, ...]
    before_province: tuple[str, ...]
    province: tuple[str, ...]
    district: tuple[str, ...]
    commune: tuple[str, ...]
    cities: tuple[str, ...]
    not_before: Mapping[str, str]
    short_names: Mapping[str, str]
    organisation: str
    named: tuple[NamedBody, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """All kinds of places, each once."""
        return tuple(dict.fromkeys((*self.province, *self.district, *self.commune)))


@cache
def bodies() -> Mapping[str, Body]:
    """Return all bodies of issuers.csv by code. Raises ReferenceTableError for a row that contradicts the table."""
    found: dict[str, Body] = {}
    for row in read_table("issuers", "code name level system parent valid_from valid_to confidence source"):
        body = Body(
            code=row["code"],
            name=row["name"],
            level=row["level"],
            system=row["system"],
            parent=row["parent"] or None,
            valid_from=day(row, "valid_from"),
            valid_to=day(row, "valid_to"),
        )
        if body.code in found:
            raise _contradiction(body, "has two rows; keep one")
        found[body.code] = body
    for body in found.values():
        _check(body, found)
    return found


def _check(body: Body, known: Mapping[str, Body]) -> None:
    if body.level not in _LEVELS:
        raise _contradiction(body, f"has the level {body.level!r}, which is none of {', '.join(_LEVELS)}")
    if body.system not in _SYSTEMS:
        raise _contradiction(body, f"has the system {body.system!r}, which is none of {', '.join(_SYSTEMS)}")
    above, parent = {body.code}, body.parent
    while parent is not None:
        if parent not in known:
            raise _contradiction(body, f"has the parent {parent!r}, which has no row of its own")
        if parent in above:
            raise _contradiction(body, "is above itself; correct its parent")
        above.add(parent)
        parent = known[parent].parent


def _contradiction(body: Body, fault: str) -> ReferenceTableError:
    return ReferenceTableError(f"data/reference/issuers.csv: the body {body.code!r} {fault}")


@cache
def issuer_words() -> IssuerWords:
    """Return the table of issuer words; raise ReferenceTableError, which names the entry, if it is malformed."""
    table = read_toml(_TABLE)
    codes, names, places = (_section(table, name) for name in ("codes", "names", "places"))
    return IssuerWords(
        state=frozenset(codes.texts("state")) | {body.code for body in bodies().values() if body.system == "state"},
        district_committees=frozenset(codes.texts("district_committees")),
        named_with_kind=frozenset(codes.texts("named_with_kind")),
        not_in_titles=frozenset(codes.texts("not_in_titles")),
        assembly=codes.texts("assembly"),
        national=frozenset(codes.texts("national")),
        legislation=codes.texts("legislation"),
        spaced=codes.texts("spaced"),
        without_digits=codes.texts("without_digits"),
        with_digits=codes.pairs("with_digits"),
        congress=codes.text("congress"),
        spellings=codes.pairs("spellings"),
        ministry=codes.texts("ministry")[0],
        central_suffixes=codes.texts("central_suffixes"),
        local_prefixes=codes.texts("local_prefixes"),
        first=names.texts("first"),
        not_issuers=names.texts("not_issuers"),
        offices=names.texts("offices"),
        persons=names.texts("persons"),
        units=names.texts("units"),
        organisation_lines=names.texts("organisation_lines"),
        central_party=names.texts("central_party"),
        city_names=names.pairs("city_names"),
        local_committees=names.texts("local_committees"),
        before_province=names.texts("before_province"),
        province=places.texts("province"),
        district=places.texts("district"),
        commune=places.texts("commune"),
        cities=places.texts("cities"),
        not_before=places.pairs("not_before"),
        short_names=places.pairs("short_names"),
        organisation=places.texts("organisation")[0],
        named=tuple(_named(number, entry) for number, entry in enumerate(table.get("named", ()), start=1)),
    )


@lru_cache(maxsize=20_000)
def body_named(words: str) -> str | None:
    """Return the code of the body that some words name, None if they name none: Thường trực Tỉnh ủy gives TU."""
    text = fold(words)
    return next((code for name, code in _names_of_bodies() if name in text), None)


def central_party_body(words: str) -> str | None:
    """Return the one body of the Party's centre that some words name: `Ban Bí thư Trung ương Đảng` gives Ban Bí thư; None for several."""
    text = fold(words)
    found = [body for body in issuer_words().central_party if fold(body) in text]
    return found[0] if len(found) == 1 else None


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


def _section(table: dict[str, Any], name: str) -> TypedFields:
    section = table.get(name)
    if not isinstance(section, dict):
        raise ReferenceTableError(f"{_FILE}: {name}: is missing; write it as a section")
    return TypedFields(section, f"{_FILE}: {name}", ReferenceTableError)


def _named(number: int, entry: dict[str, Any]) -> NamedBody:
    fields = TypedFields(entry, f"{_FILE}: named, entry {number}", ReferenceTableError)
    code = fields.text("code")
    if code not in bodies():
        raise fields.complaint(f"has the code {code!r}, which issuers.csv does not have")
    return NamedBody(code, fields.texts("words"), fields.texts("examples"))
