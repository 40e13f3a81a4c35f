"""Names of organs as texts write them beside a document: the table organs.toml, which explains each field."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from danchieu.graph.model.bodies import bodies
from danchieu.graph.model.reference import ReferenceTableError, read_toml
from danchieu.graph.model.typed_fields import TypedFields

__all__ = ["OrganExample", "Organs", "organ_examples", "organs"]

_FILE = "data/reference/organs.toml"
_LONG = 3  # words from which the name of a body in issuers.csv is a name in texts


@dataclass(frozen=True, slots=True)
class OrganExample:
    """A text with one citation, and the issuer that stands beside it."""

    text: str
    issuer: str


@dataclass(frozen=True, slots=True)
class Organs:
    """The table organs.toml; `whole` has the long names of issuers.csv too."""

    whole: tuple[str, ...]
    offices: tuple[str, ...]
    surnames: tuple[str, ...]
    of_fields: tuple[str, ...]
    fields: tuple[str, ...]
    open: tuple[str, ...]
    nouns: tuple[str, ...]
    verbal: tuple[str, ...]
    of_tasks: tuple[str, ...]
    tasks: tuple[str, ...]
    levels: tuple[str, ...]
    plain_levels: tuple[str, ...]
    inner: tuple[str, ...]
    ends_in_capitals: tuple[str, ...]

    @property
    def closed(self) -> tuple[str, ...]:
        """All names that nothing but a place or another name goes on with: whole names, ministries and departments."""
        whole = (name for name in self.whole if name not in (*self.open, *self.of_tasks))
        return (*whole, *(f"{head} {field}" for head in self.of_fields for field in self.fields))


@cache
def organs() -> Organs:
    """Return the table of names of organs; raise ReferenceTableError, which names the field, if it is malformed."""
    table = TypedFields(read_toml("organs"), _FILE, ReferenceTableError)
    table.only([*(field.name for field in fields(Organs)), "examples"])
    listed = {field.name: table.texts(field.name) for field in fields(Organs)}
    long = tuple(body.name for body in bodies().values() if len(body.name.split()) >= _LONG)
    return Organs(**{**listed, "whole": tuple(dict.fromkeys((*listed["whole"], *long)))})


@cache
def organ_examples() -> tuple[OrganExample, ...]:
    """Return the examples of the table; raise ReferenceTableError for a malformed one."""
    table = TypedFields(read_toml("organs"), _FILE, ReferenceTableError)
    rows = (TypedFields(row, f"{_FILE}: examples", ReferenceTableError) for row in table.entries("examples"))
    return tuple(OrganExample(row.text("text"), row.text("issuer")) for row in rows)
