"""Read the table of cues, `grammar/cues.toml`, which explains its fields; every entry is checked."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files

from danchieu.graph.model import Relation
from danchieu.loaders.errors import CueTableError

__all__ = ["Cue", "Role", "cues", "read_cues"]


class Role(Enum):
    """What a cue does to the citations around it; `grammar/cues.toml` explains each."""

    GOVERNS = "governs"
    ATTACHES = "attaches"
    REFERS = "refers"
    PASSIVE = "passive"
    INTRODUCES = "introduces"
    JOINS = "joins"
    BREAKS = "breaks"
    CONDITIONAL = "conditional"
    NON_ENACTING = "non_enacting"
    RESTATES = "restates"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of the table. `reach` counts the characters allowed between the cue and its citation.

    `relation` is CITES for roles that state no relation.
    """

    name: str
    words: tuple[str, ...]
    role: Role
    relation: Relation
    reach: int
    overridable: bool
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


_DEFAULT_REACH, _LONGEST_REACH = 240, 600  # characters: a long title, and what a clause is read for (text.clauses.REACH)
_WORDS = re.compile(r"[^\W\d_]+(?:,? [^\W\d_]+)*")
_FIELDS = frozenset({"name", "words", "role", "relation", "reach", "overridable", "examples", "counterexamples"})
_STATE_A_RELATION = frozenset({Role.GOVERNS, Role.ATTACHES, Role.PASSIVE})


@cache
def cues() -> tuple[Cue, ...]:
    """Read the installed table of cues. Raises CueTableError if it is missing or malformed."""
    try:
        table = tomllib.loads(files("danchieu.loaders.grammar").joinpath("cues.toml").read_text(encoding="utf-8"))
    except (OSError, UnicodeError, tomllib.TOMLDecodeError) as error:
        raise CueTableError(f"loaders/grammar/cues.toml: {error}; reinstall danchieu") from error
    return read_cues(table)


def read_cues(table: Mapping[str, object]) -> tuple[Cue, ...]:
    """Read the cues of a parsed table. Raises CueTableError with the entry, the field and what is wrong."""
    rows = table.get("cue")
    if set(table) != {"cue"} or not isinstance(rows, list) or not rows:
        raise CueTableError("the table of cues must hold [[cue]] entries and nothing else")
    read = tuple(_read_cue(row, f"cue {number} ({row.get('name', 'no name')})") for number, row in enumerate(rows, 1))
    _check_unique("names", (cue.name for cue in read))
    _check_unique("words", (word for cue in read for word in cue.words))
    return read


def _check_unique(what: str, values: Iterable[str]) -> None:
    if repeated := sorted(value for value, count in Counter(values).items() if count > 1):
        raise CueTableError(f"{what} of cues must be unique, these are not: {', '.join(repeated)}")


def _read_cue(row: Mapping[str, object], label: str) -> Cue:
    if unknown := sorted(set(row) - _FIELDS):
        raise CueTableError(f"{label}: unknown field {', '.join(unknown)}; known are {', '.join(sorted(_FIELDS))}")
    role = _read_role(row, label)
    return Cue(
        name=_read_name(row, label),
        words=_read_words(row, label),
        role=role,
        relation=_read_relation(row, role, label),
        reach=_read_reach(row, label),
        overridable=_read_overridable(row, label),
        examples=_read_texts(row, "examples", label),
        counterexamples=_read_texts(row, "counterexamples", label),
    )


def _read_name(row: Mapping[str, object], label: str) -> str:
    name = row.get("name")
    if not isinstance(name, str) or not name:
        raise CueTableError(f"{label}: name must be a text")
    return name


def _read_texts(row: Mapping[str, object], field: str, label: str) -> tuple[str, ...]:
    texts = row.get(field)
    if not isinstance(texts, list) or not texts or not all(isinstance(text, str) and text.strip() for text in texts):
        raise CueTableError(f"{label}: {field} must be a list of texts, at least one")
    return tuple(texts)


def _read_words(row: Mapping[str, object], label: str) -> tuple[str, ...]:
    words = _read_texts(row, "words", label)
    if wrong := [word for word in words if not _WORDS.fullmatch(word) or word != word.lower()]:
        raise CueTableError(f"{label}: words must be letters in lower case with single spaces between: {', '.join(wrong)}")
    return words


def _read_role(row: Mapping[str, object], label: str) -> Role:
    role = row.get("role")
    try:
        return Role(role)
    except ValueError:
        raise CueTableError(f"{label}: role {role!r} is not one of {', '.join(known.value for known in Role)}") from None


def _read_relation(row: Mapping[str, object], role: Role, label: str) -> Relation:
    if role not in _STATE_A_RELATION and "relation" not in row:
        return Relation.CITES
    relation = row.get("relation")
    if role not in _STATE_A_RELATION or not isinstance(relation, str) or relation not in Relation.__members__:
        raise CueTableError(f"{label}: relation must be one of {', '.join(Relation)}, for governs, attaches and passive only")
    return Relation[relation]


def _read_reach(row: Mapping[str, object], label: str) -> int:
    reach = row.get("reach", _DEFAULT_REACH)
    if not isinstance(reach, int) or not 0 < reach <= _LONGEST_REACH:
        raise CueTableError(f"{label}: reach must be a whole number from 1 to {_LONGEST_REACH}")
    return reach


def _read_overridable(row: Mapping[str, object], label: str) -> bool:
    overridable = row.get("overridable", False)
    if not isinstance(overridable, bool):
        raise CueTableError(f"{label}: overridable must be true or false")
    return overridable
