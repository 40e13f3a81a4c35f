"""Brings a store up to date that was made with an older version of the schema, or whose facts were read by other rules.

What the files hold is converted: readings, parts of registers, logs. Everything else in the graph follows from it and is made again by the
load that follows, which learns and links all files. Version and rules are written last: what was interrupted begins again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from danchieu.graph.loading.relinking import Cause, LoggedResolution, Relinking
from danchieu.graph.loading.ruleset import rules
from danchieu.graph.model import Row
from danchieu.graph.model.packing import pack, unpack, unpack_register
from danchieu.graph.store import schema
from danchieu.graph.store.bolt import Transaction, Writer
from danchieu.graph.store.query_files import query_text

__all__ = ["finish_rules", "forget_other_rules", "upgrade"]

_FILES, _NODES = 500, 1_000  # of a transaction
_NO_RULES = "none"  # while the facts are not those of any rules
_CAUSES_1 = (
    re.compile(r"(?P<document>\S+) came with (?P<loaded_from>.+)"),
    re.compile(r"(?P<document>\S+) is listed in (?P<listed_in>.+) line (?P<line>\d+)"),
    re.compile(r"(?P<document>\S+) is known no longer as it was"),
)


def upgrade(writer: Writer) -> None:
    """Convert a store of another version; do nothing to one of this."""
    if writer.version == schema.VERSION:
        return
    _put_rules(writer, _NO_RULES)
    writer.apply_schema(writer.version or schema.VERSION)  # with the labels that are new
    _convert_files(writer)
    while writer.write(_delete_nodes):
        pass
    writer.apply_schema()


def forget_other_rules(writer: Writer) -> bool:
    """Take away facts that were read by other rules than those of this danchieu; return whether there are files to be learnt again.

    `finish_rules` has to follow when they are learnt.
    """
    [row] = writer.read(query_text("fetch", "schema_version"))
    if row["rules"] == rules():
        return False
    _put_rules(writer, _NO_RULES)  # first: while facts go, no danchieu may take the others for all
    while writer.write(partial(_changed, name="forget_facts")):
        pass
    after, files = "", 0
    while (last := writer.write(partial(_forget_files, after=after))) is not None:
        after, files = last, files + 1
    if not files:
        finish_rules(writer)
    return files > 0


def finish_rules(writer: Writer) -> None:
    """Write that all facts are read by the rules of this danchieu; delete groups that have none."""
    while writer.write(partial(_changed, name="delete_all_lone_groups")):
        pass
    _put_rules(writer, rules())


def _put_rules(writer: Writer, written: str) -> None:
    writer.write(lambda transaction: transaction.run(query_text("load", "put_rules"), rules=written))


def _changed(transaction: Transaction, name: Literal["forget_facts", "delete_all_lone_groups"]) -> bool:
    return any(row["changed"] for row in transaction.run(query_text("load", name), limit=_NODES))


def _forget_files(transaction: Transaction, after: str) -> str | None:
    [row] = transaction.run(query_text("load", "forget_files"), after=after, limit=_NODES)
    last: str | None = row["last"]
    return last


def _convert_files(writer: Writer) -> None:
    """Convert what files of an older version hold."""
    after = ""
    while rows := writer.read(query_text("fetch", "files_of_old"), after=after, limit=_FILES):
        _write_files(writer, [_convert(row) for row in rows])
        after = rows[-1]["path"]


def _write_files(writer: Writer, files: list[_Converted]) -> None:
    def write(transaction: Transaction) -> None:
        transaction.run(query_text("load", "convert_files"), rows=[one.file for one in files])
        transaction.run(query_text("load", "put_log"), rows=[row for one in files for row in one.log])

    writer.write(write)


def _delete_nodes(transaction: Transaction) -> bool:
    """Delete some of the nodes that follow from the files; return whether there were any."""
    return any(row["deleted"] for row in transaction.run(query_text("load", "delete_derived_nodes"), limit=_NODES))


@dataclass(frozen=True, slots=True)
class _Converted:
    """The content of a file in the present form: its properties, and its log."""

    file: Row
    log: tuple[Row, ...]


def _convert(row: Row) -> _Converted:
    """Convert a file. In version 1, a part of a register was known by its reading, and the last part of its path is its number."""
    path, sha256 = row["path"], row["sha256"]
    file: dict[str, Any] = {"path": path, "register": row["register"], "part": row["part"]}
    if row["register"] is None and row["reading"].startswith('{"rows"'):
        register, _, number = path.rpartition("/")
        file |= {"register": register, "part": int(number)}
    if file["register"] is None:
        packed = pack(unpack(row["reading"], path=path, sha256=sha256))
    else:
        packed = pack(unpack_register(row["reading"], file=file["register"], part=file["part"], sha256=sha256))
    return _Converted(
        file | {"reading": packed}, tuple({"path": path, "properties": _relinking_1(line).properties()} for line in row["history"])
    )


def _relinking_1(line: str) -> Relinking:
    """Take apart a line of the log of version 1: time, citation, before, after, rung and cause, divided by tabs."""
    at, citation, before, after, why = line.split("\t", maxsplit=4)
    rung, _, cause = why.partition("; ")
    return Relinking(citation, at, _resolution_1(before), _resolution_1(after), None if rung == "none" else rung, _cause_1(cause))


def _resolution_1(text: str) -> LoggedResolution:
    resolution, _, documents = text.partition(": ")
    return LoggedResolution(resolution, tuple(documents.split(", ")))


def _cause_1(text: str) -> Cause:
    found = next(filter(None, (pattern.fullmatch(text) for pattern in _CAUSES_1)), None)
    if found is None:
        return Cause()
    parts = found.groupdict()
    line = parts.get("line")
    return Cause(parts["document"], parts.get("loaded_from"), parts.get("listed_in"), int(line) if line else None)
