"""Packs readings of texts and parts of registers, so that the graph can link them again without reading the files again.

Records are packed as JSON by the names of their fields, compressed: a field that is added later has its default in what was packed before.
Version 2 was JSON without the fields that hold their default, with symbols as text; version 1 packed records by the positions of their
fields. Both are still unpacked.
"""

from __future__ import annotations

import json
import types
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from danchieu.graph.model.citations import Citation
from danchieu.graph.model.documents import Head, Symbol
from danchieu.graph.model.readings import Reading, Register, RegisterEntry
from danchieu.graph.model.symbols import parse_symbol

__all__ = ["VERSION", "pack", "renew", "unpack", "unpack_register"]

VERSION = 3
"""Raised when what was packed before has to be unpacked in another way."""

_HEAD_1 = ("symbol", "type", "title", "issued_on", "place", "letterhead", "signatory", "evidence", "province_hint", "end", "term")
_CITATION_1 = (
    *("span", "text", "kind", "rule", "symbol", "name", "type", "date", "issuer", "term", "title", "article", "sentence"),
    *("edges", "confidence"),
)

Unpack = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Text:
    """What is packed of a text. Path, sha256 and text are kept with the file."""

    version: int
    head: Head
    citations: tuple[Citation, ...]
    metadata: str | None = None


@dataclass(frozen=True, slots=True)
class _Rows:
    """What is packed of a part of a register."""

    version: int
    rows: tuple[RegisterEntry, ...]


_TEXT, _ROWS = msgspec.json.Decoder(_Text), msgspec.json.Decoder(_Rows)


def pack(reading: Reading | Register) -> str:
    """Pack header and citations of a reading, or the rows of a register."""
    if isinstance(reading, Register):
        content: _Text | _Rows = _Rows(VERSION, reading.entries)
    else:
        content = _Text(VERSION, reading.head, reading.citations, reading.metadata)
    return b64encode(zlib.compress(msgspec.json.encode(content), 1)).decode("ascii")


def unpack(packed: str, *, path: str, sha256: str) -> Reading:
    """Return the reading of a text that was packed, with an empty text."""
    content = _text_of_old(json.loads(packed)) if _is_old(packed) else _TEXT.decode(zlib.decompress(b64decode(packed)))
    return Reading(path=path, sha256=sha256, text="", head=content.head, citations=content.citations, metadata=content.metadata)


def unpack_register(packed: str, *, file: str, part: int, sha256: str) -> Register:
    """Return the part of a register that was packed."""
    content = _rows_of_old(json.loads(packed)) if _is_old(packed) else _ROWS.decode(zlib.decompress(b64decode(packed)))
    return Register(file, part, sha256, content.rows)


def renew(reading: Reading) -> Reading:
    """Return a reading that was packed by other code, with its symbols taken apart by this one."""
    citations = tuple(replace(one, symbol=_again(one.symbol)) for one in reading.citations)
    return replace(reading, head=replace(reading.head, symbol=_again(reading.head.symbol)), citations=citations)


def _again(symbol: Symbol | None) -> Symbol | None:
    return parse_symbol(symbol.text) if symbol else None


def _is_old(packed: str) -> bool:
    return packed.startswith(("[", "{"))


def _text_of_old(content: Any) -> _Text:
    """Return a text that version 1 or 2 packed."""
    if isinstance(content, list):
        content = _reading_1(content)
    head, citations = _unpacker(Head)(content["head"]), tuple(map(_unpacker(Citation), content["citations"]))
    return _Text(VERSION, head, citations, content["metadata"] or None)


def _rows_of_old(content: Any) -> _Rows:
    """Return the rows that version 1 or 2 packed."""
    if "version" not in content:
        content = {"rows": [{"line": line, "head": _head_1(head)} for line, head in content["rows"]]}
    return _Rows(VERSION, tuple(RegisterEntry(row["line"], _unpacker(Head)(row["head"])) for row in content["rows"]))


@cache
def _unpacker(kind: Any) -> Unpack:
    """Return the function that makes a value of a type from JSON: records, tuples, dates and enumerations, each of them optional."""
    if get_origin(kind) in (types.UnionType, Union):
        [inner] = [_unpacker(one) for one in get_args(kind) if one is not types.NoneType]
        return lambda value: None if value is None else inner(value)
    if get_origin(kind) is tuple:
        item = _unpacker(get_args(kind)[0])
        return lambda values: tuple(map(item, values))
    if kind is date:
        return date.fromisoformat
    if kind is Symbol:
        return parse_symbol
    if is_dataclass(kind) or (isinstance(kind, type) and issubclass(kind, Enum)):
        return _record_unpacker(kind) if is_dataclass(kind) else kind
    return lambda value: value


def _record_unpacker(kind: Any) -> Unpack:
    """Return the function that makes a record from its packed fields; fields that it no longer has are ignored."""
    hints = get_type_hints(kind)
    known = {field.name: _unpacker(hints[field.name]) for field in fields(kind)}
    return lambda row: kind(**{name: known[name](value) for name, value in row.items() if name in known})


def _reading_1(content: list[Any]) -> dict[str, Any]:
    """Name the fields of a reading that version 1 packed; the first stores did not hold a digest of metadata."""
    head, citations, metadata = (*content, None)[:3]
    return {"head": _head_1(head), "citations": [_citation_1(values) for values in citations], "metadata": metadata}


def _head_1(values: list[Any]) -> dict[str, Any]:
    """Name the fields of a header that version 1 packed; the first stores held fewer."""
    row = dict(zip(_HEAD_1, values, strict=False))
    evidence = [{"property": name, "source": source} for name, source in row["evidence"]]
    hint = dict(zip(("province", "source"), row["province_hint"], strict=True)) if row["province_hint"] else None
    return row | {"evidence": evidence, "province_hint": hint}


def _citation_1(values: list[Any]) -> dict[str, Any]:
    row = dict(zip(_CITATION_1, values, strict=True))
    start, end = row["span"]
    edges = [dict(zip(("source", "relation", "cue", "confidence"), edge, strict=True)) for edge in row["edges"]]
    return row | {"span": {"start": start, "end": end}, "edges": edges}
