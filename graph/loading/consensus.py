"""Merges descriptions of one document. The result does not depend on the order in which they came.

Files describe each document that they cite. An entry of the catalogue or of a register is preferred; then the value that most citations
state; then the smallest value described.

The descriptions and statements behind a merged description are counted in the document's `tally`, so that a file that is added or removed
needs no other file to be read.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from danchieu.graph.loading.statements import STATED, Statement, Statements
from danchieu.graph.model import Row
from danchieu.graph.model.folding import fold

__all__ = ["Tally", "merge", "with_dates"]

_VERSION = 2  # of the tally; one of version 1 was a list and is counted again
_DATES = {"issued_on", "stated_date", "valid_from", "valid_to"}
_SETTLED = ("issued_on", "title", "type")  # properties that citations settle; words for an issuer do not identify it
_OF_THE_ROW = ("listed_in", "line")  # they say which row of a register a description is
_LONG = 6  # words: shorter wordings are names or dates, of which every word counts


class Tally:
    """Counts how many files describe a document how, and how many citations state what about it."""

    def __init__(self) -> None:
        self._descriptions = Counter[str]()
        self._statements = Statements()

    @classmethod
    def from_json(cls, text: str) -> Tally | None:
        """Return the tally that was written as JSON; None for one of another version."""
        content = json.loads(text)
        if isinstance(content, list) or content["version"] != _VERSION:
            return None
        tally = cls()
        for row in content["descriptions"]:
            tally._descriptions[_key(row["description"])] = row["files"]
        for row in content["statements"]:
            tally._statements[Statement(row["property"], row["value"])] = row["citations"]
        return tally

    def to_json(self) -> str:
        """Return the tally as JSON."""
        content = {
            "version": _VERSION,
            "descriptions": [{"files": files, "description": json.loads(key)} for key, files in sorted((+self._descriptions).items())],
            "statements": [
                {"property": one.property, "value": one.value, "citations": citations}
                for one, citations in sorted((+self._statements).items())
            ],
        }
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"))

    def describe(self, description: Row, times: int = 1) -> None:
        """Count the description of one file; -1 times removes it."""
        self._descriptions[_key(description)] += times

    def state(self, statements: Statements, times: int = 1) -> None:
        """Count what the citations of one file state; -1 times removes it."""
        for statement, citations in statements.items():
            self._statements[statement] += times * citations

    @property
    def is_sound(self) -> bool:
        """False when something was removed that had not been counted."""
        return min((*self._descriptions.values(), *self._statements.values()), default=0) >= 0

    def merged(self) -> Row | None:
        """Return the merged properties of the document and the tally itself; None when no file describes the document."""
        descriptions = +self._descriptions
        if not descriptions:
            return None
        rows = (json.loads(key, object_hook=with_dates) for key in descriptions)
        return merge(rows, +self._statements) | {"tally": self.to_json()}


def merge(descriptions: Iterable[Mapping[str, Any]], statements: Mapping[Statement, int] | None = None) -> Row:
    """Merge descriptions in whatever order they come; `statements` counts what citations state.

    Among entries of lists, and among described values that no citation states, the smallest is used. Issuer, its id and its level go
    together: they are those of the smallest id. `conflicts` names the properties on which citations or lists differ.
    """
    found = [{key: value for key, value in description.items() if value is not None} for description in descriptions]
    entries = [description for description in found if _is_entry(description)]
    ranked = _ranked(statements or {})
    merged = _smallest(found) | _most_stated(ranked) | _smallest(entries)
    if conflicts := [name for name in STATED if _differ(_listed_values(name, entries) + ranked.get(name, []))]:
        merged["conflicts"] = conflicts
    return merged


def with_dates(row: Row) -> Row:
    """Return a row of JSON with its dates as dates."""
    return {key: date.fromisoformat(value) if key in _DATES and value else value for key, value in row.items()}


def _key(description: Row) -> str:
    return json.dumps(description, ensure_ascii=False, sort_keys=True, default=date.isoformat)


def _is_entry(description: Row) -> bool:
    """Return whether a description comes from the catalogue or a register."""
    return "catalogue" in description or "line" in description


def _smallest(found: list[Row]) -> Row:
    values: dict[str, list[Any]] = defaultdict(list)
    for description in found:
        for key, value in description.items():
            if key not in ("issuer", "level", *_OF_THE_ROW):
                values[key].append(value)
    smallest = {key: min(several) for key, several in values.items()}
    by = [description for description in found if description.get("issuer_id") == smallest.get("issuer_id")]
    for key in ("issuer", "level"):
        smallest[key] = min((description[key] for description in by if key in description), default=None)
    return {key: value for key, value in smallest.items() if value is not None}


def _ranked(statements: Mapping[Statement, int]) -> dict[str, list[str]]:
    """Return the stated values of each property: most citations first, ties by the smallest value."""
    ranked: dict[str, list[str]] = defaultdict(list)
    for one in sorted(statements, key=lambda one: (-statements[one], one.value)):
        ranked[one.property].append(one.value)
    return ranked


def _most_stated(ranked: Mapping[str, list[str]]) -> Row:
    """Return the values that most citations state, for the properties that citations settle; the year is that of the date."""
    most: Row = {name: ranked[name][0] for name in _SETTLED if name in ranked}
    if "issued_on" in most:
        most["issued_on"] = date.fromisoformat(most["issued_on"])
        most["year"] = most["issued_on"].year
    return most


def _listed_values(name: str, entries: Iterable[Row]) -> list[str]:
    """Return the dates and titles that lists hold."""
    return sorted({str(row[name]) for row in entries if name in row and name in ("issued_on", "title")})


def _differ(values: list[str]) -> bool:
    """Return whether a value differs from the first, the preferred one, by more than spelling and length."""
    return any(not _is_similar(values[0], other) for other in values[1:])


def _is_similar(first: str, second: str) -> bool:
    """Return whether one wording is a part of the other, or most words of the shorter are in both: titles are cited freely."""
    a, b = fold(first), fold(second)
    shared = set(a.split()) & set(b.split())
    shorter = min(len(set(a.split())), len(set(b.split())))
    return a in b or b in a or (shorter >= _LONG and len(shared) > shorter / 2)
