"""What several files say of one document, agreed: the same whatever order they came in.

Files describe each document that they cite, as it was linked, and count what their citations state of it. A description from the catalogue
or a register is preferred; else the value that most citations state; else the smallest of what is described. What citations, or lists,
say otherwise stays visible in `votes` and `conflicts`.

A count of all that was said is kept with the document (`tally`), so that a file that comes or goes needs no other file to be read.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from danchieu.graph.model import Citation
from danchieu.graph.model.folding import fold

__all__ = ["Tally", "agree", "votes_of", "with_dates"]

Row = dict[str, Any]

_DATES = {"issued_on", "stated_date", "valid_from", "valid_to"}
_SETTLED = ("issued_on", "title", "type")  # properties that citations settle; words for an issuer do not make its instance
_STATED = ("issued_on", "issuer", "title", "type")
_LISTS = ("catalogue: ", "register: ")
_SHOWN = 5  # values of a property
_LONG = 6  # words: shorter wordings are names, or dates


class Tally:
    """How many files describe a document how, and how many citations state what of it."""

    def __init__(self, packed: str | None = None) -> None:
        described, stated = json.loads(packed) if packed else ({}, [])
        self._described = Counter[str](described)
        self._stated = Counter[tuple[str, str]]({(name, value): count for name, value, count in stated})

    def add(self, said: Row, times: int = 1) -> None:
        """Count what one file says; -1 times takes it back."""
        description = {key: value for key, value in said.items() if key != "votes"}
        self._described[json.dumps(description, ensure_ascii=False, sort_keys=True, default=date.isoformat)] += times
        for vote in said.get("votes", ()):
            name, value, count = _vote(vote)
            self._stated[name, value] += times * count

    @property
    def sound(self) -> bool:
        """Whether nothing was taken back that had not been said."""
        return min((*self._described.values(), *self._stated.values()), default=0) >= 0

    def agreed(self) -> Row | None:
        """The properties of the document, with the tally itself; None when no file describes it."""
        described, stated = +self._described, +self._stated
        if not described:
            return None
        packed = [dict(sorted(described.items())), [[*key, count] for key, count in sorted(stated.items())]]
        rows = (json.loads(text, object_hook=with_dates) for text in described)
        return agree(rows, stated) | {"tally": json.dumps(packed, ensure_ascii=False, separators=(",", ":"))}


def votes_of(citations: Iterable[Citation]) -> list[str]:
    """What citations of one document state of it, each value with their number: ["issued_on: 2024-12-22 (2)"]."""
    stated = Counter[tuple[str, str]]()
    for citation in citations:
        values = (citation.date.isoformat() if citation.date else None, citation.issuer, citation.title, citation.type)
        stated.update((name, " ".join(value.split())) for name, value in zip(_STATED, values, strict=True) if value)
    return [f"{name}: {value} ({count})" for (name, value), count in sorted(stated.items())]


def agree(descriptions: Iterable[Mapping[str, Any]], stated: Mapping[tuple[str, str], int] | None = None) -> Row:
    """One description from several, in whatever order they come; `stated` counts citations by property and value.

    Of what lists say, and of what is described and no citation states, the smallest value counts, with the sources of all. Issuer, its id
    and its level go together: they are those of the smallest id.
    """
    found = [{key: value for key, value in description.items() if value is not None} for description in descriptions]
    lists = [description for description in found if any(source.startswith(_LISTS) for source in description.get("evidence", ()))]
    agreed, listed = _smallest(found), _smallest(lists)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for (name, value), count in (stated or {}).items():
        votes[name][value] += count
    for name in _SETTLED:
        if votes[name]:
            winner = _ranked(votes[name])[0][0]
            agreed[name] = date.fromisoformat(winner) if name in _DATES else winner
    if votes["issued_on"]:
        agreed["year"] = agreed["issued_on"].year
    agreed |= listed
    if sources := sorted({source for description in found for source in description.get("evidence", ())}):
        agreed["evidence"] = sources
    shown = {name: _ranked(votes[name]) for name in _STATED if votes[name]}
    conflicts = [text for name in _STATED if (text := _conflict(name, shown.get(name, []), lists))]
    told = {
        "votes": [f"{name}: {value} ({count})" for name, values in shown.items() for value, count in values[:_SHOWN]],
        "conflicts": conflicts,
    }
    return agreed | {key: value for key, value in told.items() if value}


def with_dates(row: Row) -> Row:
    """A row as JSON gives it, with its dates."""
    return {key: date.fromisoformat(value) if key in _DATES and value else value for key, value in row.items()}


def _smallest(found: list[Row]) -> Row:
    values: dict[str, list[Any]] = defaultdict(list)
    for description in found:
        for key, value in description.items():
            if key not in ("issuer", "level"):
                values[key].append(value)
    smallest = {key: min(several) for key, several in values.items()}
    by = [description for description in found if description.get("issuer_id") == smallest.get("issuer_id")]
    for key in ("issuer", "level"):
        smallest[key] = min((description[key] for description in by if key in description), default=None)
    return {key: value for key, value in smallest.items() if value is not None}


def _ranked(values: Mapping[str, int]) -> list[tuple[str, int]]:
    """Values with their counts: most citations first, ties by the smallest."""
    return sorted(values.items(), key=lambda item: (-item[1], item[0]))


def _conflict(name: str, ranked: list[tuple[str, int]], lists: Iterable[Row]) -> str | None:
    """The values of a property that differ from what counts, by more than spelling and length: what lists say, or most citations."""
    known = sorted({str(row[name]) for row in lists if name in row and name in ("issued_on", "title")})
    said = [(value, "listed") for value in known] + [(value, str(count)) for value, count in ranked]
    others = [pair for pair in said[1:] if not _alike(said[0][0], pair[0])]
    return f"{name}: {', '.join(f'{value} ({by})' for value, by in (said[0], *others)[:_SHOWN])}" if others else None


def _alike(first: str, second: str) -> bool:
    """Whether two wordings say the same: one is a part of the other, or most words of the shorter are in both; titles are cited freely."""
    a, b = fold(first), fold(second)
    shared = set(a.split()) & set(b.split())
    shorter = min(len(set(a.split())), len(set(b.split())))
    return a in b or b in a or (shorter >= _LONG and len(shared) > shorter / 2)


def _vote(text: str) -> tuple[str, str, int]:
    name, _, rest = text.partition(": ")
    value, _, count = rest.rpartition(" (")
    return name, value, int(count.removesuffix(")"))
