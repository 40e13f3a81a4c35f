"""Documents the schema as Markdown, for docs/graph.md."""

from __future__ import annotations

from danchieu.graph.store.schema import LABELS, RELATION_TYPES, Property

__all__ = ["documentation"]


def documentation() -> str:
    """Return the table as Markdown: labels and relation types with their properties."""
    parts = []
    for label in LABELS:
        parts += [f"### `(:{label.name})`: {label.meaning}\n", _table(label.properties, label.key)]
    for relation in RELATION_TYPES:
        parts += [f"### `(:{relation.source})-[:{relation.name}]->(:{relation.target})`: {relation.meaning}\n"]
        parts += [_table(relation.properties)] if relation.properties else []
    return "\n".join(parts)


def _table(properties: tuple[Property, ...], key: str = "") -> str:
    rows = [f"| `{p.name}`{' (unique)' if p.name == key else ''} | {p.type} | {p.meaning} |" for p in properties]
    return "\n".join(["| property | type | meaning |", "|---|---|---|", *rows, ""])
