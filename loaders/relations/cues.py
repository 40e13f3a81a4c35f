"""The words that say how documents relate: the table `grammar/cues.toml`, which explains its fields, and one search for all of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from danchieu.graph.model import Relation

__all__ = ["Cue", "CueTableError", "Role", "Token", "cues", "read_cues", "scan"]


class CueTableError(ValueError):
    """The table of cues is malformed. The message names the cue and the field."""


class Role(Enum):
    """What a cue does to the citations around it; `grammar/cues.toml` explains each."""

    GOVERNS = "governs"
    ATTACHES = "attaches"
    POINTS = "points"
    SUFFERS = "suffers"
    INTRODUCES = "introduces"
    JOINS = "joins"
    BREAKS = "breaks"
    SUPPOSES = "supposes"
    WITHHOLDS = "withholds"
    RESTATES = "restates"
    IDLE = "idle"


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of the table. `reach` counts the characters allowed between the cue and its citation."""

    name: str
    words: tuple[str, ...]
    role: Role
    relation: Relation | None
    reach: int
    carried: bool
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class Token(NamedTuple):
    """A cue where it stands in the normalised text."""

    start: int
    end: int
    cue: Cue


_LONGEST = 600
_WORD = re.compile(r"[^\W\d_]+(?:,? [^\W\d_]+)*")
_FIELDS = {"name", "words", "role", "relation", "reach", "carried", "examples", "counterexamples"}
_WITH_RELATION = {Role.GOVERNS, Role.ATTACHES, Role.SUFFERS}


def read_cues(table: Mapping[str, object]) -> tuple[Cue, ...]:
    """The cues of a parsed table, or CueTableError naming the row and what is wrong with it."""
    rows = table.get("cue")
    if set(table) != {"cue"} or not isinstance(rows, list) or not rows:
        raise CueTableError("the table of cues must hold [[cue]] entries and nothing else")
    read = tuple(_read_cue(row, f"cue {place} ({row.get('name', 'no name')})") for place, row in enumerate(rows, 1))
    for values in ([cue.name for cue in read], [word for cue in read for word in cue.words]):
        if twice := {value for value in values if values.count(value) > 1}:
            raise CueTableError(f"names and words must be unique, these are not: {', '.join(sorted(twice))}")
    return read


def _read_cue(row: Mapping[str, object], label: str) -> Cue:
    if unknown := set(row) - _FIELDS:
        raise CueTableError(f"{label}: unknown field {', '.join(sorted(unknown))}; known are {', '.join(sorted(_FIELDS))}")
    lists: dict[str, tuple[str, ...]] = {}
    for field in ("words", "examples", "counterexamples"):
        value = row.get(field)
        if not isinstance(value, list) or not value or not all(isinstance(item, str) and item.strip() for item in value):
            raise CueTableError(f"{label}: {field} must be a list of texts, at least one")
        lists[field] = tuple(value)
    if wrong := [word for word in lists["words"] if not _WORD.fullmatch(word) or word != word.lower()]:
        raise CueTableError(f"{label}: words must be in lower case, from letter to letter, with single spaces: {', '.join(wrong)}")
    name, role, relation, reach = row.get("name"), row.get("role"), row.get("relation"), row.get("reach", 240)
    if not isinstance(name, str) or not name:
        raise CueTableError(f"{label}: name must be a text")
    if role not in {known.value for known in Role}:
        raise CueTableError(f"{label}: role {role!r} is none of {', '.join(known.value for known in Role)}")
    if (Role(role) in _WITH_RELATION) != ("relation" in row) or ("relation" in row and relation not in Relation.__members__):
        raise CueTableError(f"{label}: relation, for governs, attaches and suffers alone, must be one of {', '.join(Relation)}")
    if not isinstance(reach, int) or not 0 < reach <= _LONGEST:
        raise CueTableError(f"{label}: reach must be a whole number from 1 to {_LONGEST}")
    carried = row.get("carried", False)
    if not isinstance(carried, bool):
        raise CueTableError(f"{label}: carried must be true or false")
    stated = Relation(str(relation)) if "relation" in row else None
    return Cue(name, lists["words"], Role(role), stated, reach, carried, lists["examples"], lists["counterexamples"])


@cache
def cues() -> tuple[Cue, ...]:
    """The shipped table of cues."""
    return read_cues(tomllib.loads(files("danchieu.loaders.grammar").joinpath("cues.toml").read_text(encoding="utf-8")))


_Node = dict[str, "_Node | Cue"]


@cache
def _finder() -> tuple[re.Pattern[str], tuple[Cue, ...]]:
    """One expression for all words of all cues, folded letter by letter, and the cue that each of its groups stands for."""
    root: _Node = {}
    for cue in cues():
        for word in cue.words:
            node = root
            for letter in word:
                branch = node.setdefault(letter, {})
                assert isinstance(branch, dict)
                node = branch
            node[""] = cue
    order: list[Cue] = []
    first = "|".join(f"[{letter}{letter.upper()}]{_fold(node, order)}" for letter, node in root.items())
    # The separator before the word is part of the match: so the search leaps from space to space.
    return re.compile(rf"[\s\"“”‘’'()\[\],;:./*+\-](?:{first})"), tuple(order)


def _fold(node: _Node | Cue, order: list[Cue]) -> str:
    """The expression for what may follow in the tree of words; an empty group marks where a word may end."""
    assert isinstance(node, dict)
    ways = []
    for letter, rest in node.items():
        if letter == " ":  # the next word may begin with a capital: điều chỉnh Quyết định
            assert isinstance(rest, dict)
            heads = "|".join(f"[{head}{head.upper()}]{_fold(tail, order)}" for head, tail in rest.items())
            ways.append(rf"\s++(?:{heads})")
        elif letter:
            ways.append(letter + _fold(rest, order))
    if "" in node:
        cue = node[""]
        assert isinstance(cue, Cue)
        order.append(cue)
        ways.append(r"(?!\w)()")
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def scan(text: str, start: int, end: int, *, capitals: bool = False) -> list[Token]:
    """The cues of `text[start:end]`, in order, without the idle ones; with `capitals` also those printed in capitals, as in titles."""
    if capitals:
        lowered = text[start:end].lower()
        if len(lowered) == end - start:
            return [Token(token.start + start, token.end + start, token.cue) for token in scan(lowered, 0, end - start)]
    if start == 0:
        return [Token(token.start - 1, token.end - 1, token.cue) for token in scan(" " + text[:end], 1, end + 1)]
    finder, order = _finder()
    return [
        Token(match.start() + 1, match.end(), cue)
        for match in finder.finditer(text, start - 1, end)
        if (cue := order[(match.lastindex or 1) - 1]).role is not Role.IDLE
    ]
