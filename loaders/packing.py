"""A reading as one string and back, so that a graph can link a text again without reading it again."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from typing import Any

from graph.model import Citation, Edge, Head, Kind, Relation, Span
from loaders.extract import Reading

__all__ = ["pack", "unpack"]

_HEAD = [field.name for field in fields(Head)]
_CITATION = [field.name for field in fields(Citation)]


def pack(reading: Reading) -> str:
    """Head and citations of a reading as JSON; path, sha256 and text are kept elsewhere."""
    head = [_plain(getattr(reading.head, name)) for name in _HEAD]
    citations = [[_plain(getattr(citation, name)) for name in _CITATION] for citation in reading.citations]
    return json.dumps([head, citations], ensure_ascii=False, separators=(",", ":"))


def unpack(packed: str, *, path: str, sha256: str) -> Reading:
    """The reading that was packed, with an empty text."""
    head, citations = json.loads(packed)
    return Reading(path=path, sha256=sha256, text="", head=_head(head), citations=tuple(map(_citation, citations)))


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Edge):
        return [value.source, value.relation, value.cue, value.confidence]
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _head(values: list[Any]) -> Head:
    row = dict(zip(_HEAD, values, strict=True))
    row["issued_on"] = _date(row["issued_on"])
    row["letterhead"] = tuple(row["letterhead"])
    row["evidence"] = tuple(map(tuple, row["evidence"]))
    row["told"] = tuple(row["told"]) if row["told"] else None
    return Head(**row)


def _citation(values: list[Any]) -> Citation:
    row = dict(zip(_CITATION, values, strict=True))
    row["span"], row["kind"], row["date"] = Span(*row["span"]), Kind(row["kind"]), _date(row["date"])
    row["edges"] = tuple(Edge(source, Relation(relation), cue, sure) for source, relation, cue, sure in row["edges"])
    return Citation(**row)


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
