"""A reading, of a text or of rows of a register, as one string and back: a graph links again without reading again."""

from __future__ import annotations

import json
from dataclasses import astuple, fields
from datetime import date
from typing import Any

from danchieu.graph.model import Citation, Edge, Evidence, Head, Kind, ProvinceHint, Reading, Register, Relation, Span, Symbol
from danchieu.graph.model.symbols import parse_symbol

__all__ = ["pack", "unpack", "unpack_register"]

_HEAD = [field.name for field in fields(Head)]
_CITATION = [field.name for field in fields(Citation)]


def pack(reading: Reading | Register) -> str:
    """Head and citations of a reading, or the rows of a register, as JSON; path, sha256 and text are kept elsewhere."""
    if isinstance(reading, Register):
        return _dumps({"rows": [[line, _packed(head)] for line, head in reading.rows]})
    citations = [[_plain(getattr(citation, name)) for name in _CITATION] for citation in reading.citations]
    return _dumps([_packed(reading.head), citations, reading.metadata])


def unpack(packed: str, *, path: str, sha256: str) -> Reading:
    """The reading of a text that was packed, with an empty text."""
    head, citations, metadata = (*json.loads(packed), "")[:3]  # a store made before knows of no metadata
    return Reading(path=path, sha256=sha256, text="", head=_head(head), citations=tuple(map(_citation, citations)), metadata=metadata)


def unpack_register(packed: str, *, path: str, sha256: str) -> Register | None:
    """The part of a register that was packed; None where it was the reading of a text."""
    if not packed.startswith("{"):
        return None
    return Register(path, sha256, tuple((line, _head(head)) for line, head in json.loads(packed)["rows"]))


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _packed(head: Head) -> list[Any]:
    return [_plain(getattr(head, name)) for name in _HEAD]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Symbol):
        return value.text
    if isinstance(value, Evidence | ProvinceHint):
        return list(astuple(value))
    if isinstance(value, Edge):
        return [value.source, value.relation, value.cue, value.confidence]
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _head(values: list[Any]) -> Head:
    row = dict(zip(_HEAD, values, strict=False))  # a store made before knows fewer fields
    row["issued_on"] = _date(row["issued_on"])
    row["letterhead"] = tuple(row["letterhead"])
    row["symbol"] = _symbol(row["symbol"])
    row["evidence"] = tuple(Evidence(*pair) for pair in row["evidence"])
    row["province_hint"] = ProvinceHint(*row["province_hint"]) if row["province_hint"] else None
    return Head(**row)


def _citation(values: list[Any]) -> Citation:
    row = dict(zip(_CITATION, values, strict=True))
    row["symbol"] = _symbol(row["symbol"])
    row["span"], row["kind"], row["date"] = Span(*row["span"]), Kind(row["kind"]), _date(row["date"])
    row["edges"] = tuple(Edge(source, Relation(relation), cue, sure) for source, relation, cue, sure in row["edges"])
    return Citation(**row)


def _symbol(text: str | None) -> Symbol | None:
    return parse_symbol(text) if text else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
