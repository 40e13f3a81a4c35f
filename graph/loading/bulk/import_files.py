"""Writes nodes and relationships as the files that `neo4j-admin database import full` reads.

A file of headers for each label and relation type, typed as in graph.store.schema, and a file of rows from each process.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from danchieu.graph.model import Row
from danchieu.graph.store.schema import LABELS, RELATION_TYPES, Label, RelationType

__all__ = ["ARGUMENTS", "COMMAND", "ImportFiles", "write_headers"]

ARGUMENTS = "import.args"
"""Name of the file with the options of the import."""
COMMAND = f"neo4j-admin database import full neo4j @{ARGUMENTS}"
"""Makes the graph; it is run in the folder of the files, with the server stopped."""

_TYPES = {
    "STRING": "string",
    "INTEGER": "long",
    "FLOAT": "double",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "LIST<STRING>": "string[]",
    "LIST<INTEGER>": "long[]",
}
_BETWEEN = "\x1f"  # elements of a list; their blanks were made spaces, and this is one
_BUFFER = 4_194_304  # bytes of the longest value that the import takes without being told
_ALL: tuple[Label | RelationType, ...] = (*LABELS, *RELATION_TYPES)
_TABLES = {table.name: table for table in _ALL}
_COLUMNS = {name: tuple(one.name for one in table.properties) for name, table in _TABLES.items()}
_KNOWN = {name: frozenset(columns) for name, columns in _COLUMNS.items()}


class ImportFiles:
    """The rows that one process writes. Use it in a `with`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, TextIO] = {}
        self._open = ExitStack()

    def add_node(self, label: str, properties: Row) -> None:
        """Write a node."""
        self._write(label, (), properties)

    def add_relationship(self, type_: str, start: str, end: str, properties: Row | None = None) -> None:
        """Write a relationship between the nodes with these keys."""
        self._write(type_, (start, end), properties or {})

    def _write(self, name: str, ends: tuple[str, ...], properties: Row) -> None:
        if not properties.keys() <= _KNOWN[name]:
            raise ValueError(f"{name} has no property {', '.join(sorted(properties.keys() - _KNOWN[name]))}")
        if name not in self._files:
            path = self._folder / f"{name}.{os.getpid()}.csv"
            self._files[name] = self._open.enter_context(path.open("a", encoding="utf-8", newline="\n"))
        self._files[name].write(",".join([*map(_field, ends), *(_field(properties.get(column)) for column in _COLUMNS[name])]) + "\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._open.close()


def write_headers(folder: Path, *, longest: int) -> None:
    """Write the headers, and the options of the import; `longest` is the number of bytes of the longest value."""
    options = ["--overwrite-destination", "--multiline-fields=true", f"--array-delimiter=U+{ord(_BETWEEN):04X}"]
    if longest >= _BUFFER:
        options.append(f"--read-buffer-size={2 * longest}")
    for name, table in _TABLES.items():
        if not any(folder.glob(f"{name}.[0-9]*.csv")):
            continue
        (folder / f"{name}.header.csv").write_text(",".join(_header(table)) + "\n", encoding="utf-8")
        kind = "nodes" if isinstance(table, Label) else "relationships"
        options.append(f"--{kind}={name}={name}.header.csv,{name}.[0-9]+.csv")
    (folder / ARGUMENTS).write_text("\n".join(options) + "\n", encoding="utf-8")


def _header(table: Label | RelationType) -> list[str]:
    columns = [f"{one.name}:{_TYPES[one.type]}" for one in table.properties]
    if isinstance(table, RelationType):
        return [f":START_ID({table.source})", f":END_ID({table.target})", *columns]
    return [
        f"{table.key}:ID({table.name})" if one.name == table.key else column for one, column in zip(table.properties, columns, strict=True)
    ]


def _field(value: object) -> str:
    """Write a value: texts always in quotation marks, since an empty field without them is no value."""
    match value:
        case None:
            return ""
        case str():
            return '"' + value.replace('"', '""') + '"'
        case bool():
            return "true" if value else "false"
        case list():
            parts = list(map(str, value))
            if any(_BETWEEN in part for part in parts):
                raise ValueError(f"the element of a list has the character that divides elements: {value!r}")
            return _field(_BETWEEN.join(parts))
        case date():
            return value.isoformat()
    return repr(value)
