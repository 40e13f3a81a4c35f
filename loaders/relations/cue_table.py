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
from danchieu.graph.model.typed_fields import TypedFields
from danchieu.loaders.errors import CueTableError

__all__ = ["Cue", "Role", "cues", "implementing_words", "read_cues"]


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


def implementing_words() -> tuple[str, ...]:
    """Return the words of all cues that a document implements the citation by, the longest first."""
    words = (word for cue in cues() for word in cue.words if cue.role is Role.GOVERNS and cue.relation is Relation.IMPLEMENTS)
    return tuple(sorted(words, key=len, reverse=True))


def read_cues(table: Mapping[str, object]) -> tuple[Cue, ...]:
    """Read the cues of a parsed table. Raises CueTableError with the entry, the field and what is wrong."""
    rows = TypedFields(table, "the table of cues", CueTableError).entries("cue")
    if set(table) != {"cue"} or not rows:
        raise CueTableError("the table of cues must hold [[cue]] entries and nothing else")
    read = tuple(_read_cue(row, f"cue {number} ({row.get('name', 'no name')})") for number, row in enumerate(rows, 1))
    _check_unique("names", (cue.name for cue in read))
    _check_unique("words", (word for cue in read for word in cue.words))
    return read


def _check_unique(what: str, values: Iterable[str]) -> None:
    if repeated := sorted(value for value, count in Counter(values).items() if count > 1):
        raise CueTableError(f"{what} of cues must be unique, these are not: {', '.join(repeated)}")


def _read_cue(row: Mapping[str, object], label: str) -> Cue:
    fields = TypedFields(row, label, CueTableError)
    fields.only(_FIELDS)
    role = Role(fields.choice("role", [known.value for known in Role]))
    return Cue(
        name=fields.text("name"),
        words=_read_words(fields),
        role=role,
        relation=_read_relation(fields, role),
        reach=fields.whole("reach", _DEFAULT_REACH, most=_LONGEST_REACH),
        overridable=fields.flag("overridable"),
        examples=fields.texts("examples"),
        counterexamples=fields.texts("counterexamples"),
    )


def _read_words(fields: TypedFields) -> tuple[str, ...]:
    words = fields.texts("words")
    if wrong := [word for word in words if not _WORDS.fullmatch(word) or word != word.lower()]:
        raise fields.complaint(f"words must be letters in lower case with single spaces between: {', '.join(wrong)}")
    return words


def _read_relation(fields: TypedFields, role: Role) -> Relation:
    """Return the relation of a cue whose role states one, CITES for the others, which may not name any."""
    if role in _STATE_A_RELATION:
        return Relation[fields.choice("relation", list(Relation.__members__))]
    if "relation" in fields.values:
        raise fields.complaint(f"relation is for governs, attaches and passive only; leave it out for {role.value}")
    return Relation.CITES
