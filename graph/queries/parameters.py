"""Parameters of the query library: parsed from the front matter, and values checked against what is allowed.

    // parameter: name | type | default, or required | example | description | description in Vietnamese

| type | value |
|---|---|
| str | any text |
| words | text, folded and split, to be found anywhere |
| int, int 1..6 | a whole number, in these bounds |
| date | a day in ISO form |
| document | an id or a symbol |
| province | its name, with or without diacritics |
| one of loaded cited | one of these words |
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from danchieu.graph.errors import QueryError
from danchieu.graph.model.folding import fold, slug, words
from danchieu.graph.model.provinces import all_provinces
from danchieu.graph.queries.spelling import nearest

__all__ = ["Parameter", "Value", "parse_parameter"]

Value = str | int | date | list[str] | None

_TYPES = ("str", "int", "date", "document", "words", "province", "one of")
_TYPE = re.compile(rf"(?P<name>{'|'.join(_TYPES)})(?:(?<=int) (?P<least>\d+)\.\.(?P<most>\d+)|(?<=one of) (?P<choices>\w+(?: \w+)*))?")
_WHOLE = re.compile(r"[+-]?\d{1,18}")  # of 64 bits


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter as the front matter of its query declares it. `default` is text; None if `required`."""

    name: str
    type: str
    required: bool
    default: str | None
    example: str
    description: Mapping[str, str]  # by language: en, vi
    bounds: tuple[int, int] | None = None  # of an int: least and most
    choices: tuple[str, ...] = ()  # of one of several words

    def value(self, given: object) -> Value:
        """Convert a value given as text, or already typed, to the type of the parameter; raises QueryError with parameter and value."""
        text = given.isoformat() if isinstance(given, date) else str(given).strip()
        match self.type:
            case "words":
                return words(text)
            case "int":
                return self._number(text)
            case "date":
                return self._day(text) if text else None
            case "province":
                return self._province(text) if text else text
            case "one of" if text not in (*self.choices, self.default):
                raise QueryError(f"parameter {self.name!r} takes {' or '.join(self.choices)}, not {text!r}")
        return text

    def _number(self, text: str) -> int:
        if not _WHOLE.fullmatch(text):
            raise QueryError(f"parameter {self.name!r} takes a whole number, not {text!r}; for example {self.name}={self.example}")
        if self.bounds and not self.bounds[0] <= int(text) <= self.bounds[1]:
            raise QueryError(f"parameter {self.name!r} takes a whole number from {self.bounds[0]} to {self.bounds[1]}, not {text}")
        return int(text)

    def _day(self, text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise QueryError(f"parameter {self.name!r} takes a date as 2024-12-31, not {text!r}") from None

    def _province(self, text: str) -> str:
        if (plain := slug(fold(text))) not in _provinces():
            similar = nearest(plain, _provinces(), shown=_provinces().__getitem__)
            raise QueryError(f"parameter {self.name!r} takes a province, not {text!r}{similar}; for example {self.name}={self.example}")
        return _provinces()[plain]


@cache
def _provinces() -> Mapping[str, str]:
    """Return the provinces by their names without diacritics."""
    return {slug(fold(province.name)): province.name for province in all_provinces()}


def parse_parameter(line: str, stem: str) -> Parameter:
    """Parse a line of the front matter of STEM.cypher; raises QueryError for another form or an unknown type."""
    fields = [field.strip() for field in line.split("|")]
    if len(fields) != 6 or not all(fields):
        raise QueryError(f"{stem}.cypher: a parameter is 'name | type | default | example | description | Vietnamese', not {line!r}")
    name, kind, default, example, english, vietnamese = fields
    stated = _TYPE.fullmatch(kind)
    if not stated or (stated["name"] == "one of") != bool(stated["choices"]):
        raise QueryError(f"{stem}.cypher: parameter {name!r} has the type {kind!r}; known are {', '.join(_TYPES)}")
    required = default == "required"
    return Parameter(
        name,
        stated["name"],
        required,
        None if required else default.strip("'"),
        example,
        {"en": english, "vi": vietnamese},
        bounds=(int(stated["least"]), int(stated["most"])) if stated["least"] else None,
        choices=tuple(stated["choices"].split()) if stated["choices"] else (),
    )
