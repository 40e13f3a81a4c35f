"""Records of the schema: labels, relation types and their properties, written as tables."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Label", "Property", "RelationType", "properties_of"]


@dataclass(frozen=True, slots=True)
class Property:
    """A property: its name, its type in Cypher, its meaning."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Label:
    """A kind of node. `key` is unique among its nodes; `indexed` are looked up often and have many values (few make writing slow)."""

    name: str
    meaning: str
    key: str
    properties: tuple[Property, ...]
    indexed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationType:
    """A kind of relationship between nodes of two labels."""

    name: str
    source: str
    target: str
    meaning: str
    properties: tuple[Property, ...] = ()


def properties_of(table: str) -> tuple[Property, ...]:
    """Return the properties of a table with a line for each: name, type in Cypher, meaning."""
    rows = [line.split(maxsplit=2) for line in table.strip().splitlines()]
    return tuple(Property(name, kind, meaning) for name, kind, meaning in rows)
