"""Turns answers of the driver into plain Python values."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import neo4j
from neo4j import graph
from neo4j import time as bolt_time

from danchieu.graph.model import Row

__all__ = ["plain_rows"]


def plain_rows(result: neo4j.Result) -> list[Row]:
    """Return all rows of an answer: dates as datetime.date, nodes and relationships as dicts, paths as lists of them."""
    return [dict(zip(record.keys(), map(_plain, record.values()), strict=True)) for record in result]


def _plain(value: Any) -> Any:
    """Return a value of the driver as a plain Python value."""
    match value:
        case bolt_time.Date() | bolt_time.DateTime() | bolt_time.Time():
            return value.to_native()
        case bolt_time.Duration(months=0):
            return timedelta(days=value.days, seconds=value.seconds, microseconds=value.nanoseconds // 1000)
        case bolt_time.Duration():
            return value.iso_format()
        case graph.Path():
            pairs = zip(value.relationships, value.nodes[1:], strict=True)
            return [_plain(value.nodes[0]), *(_plain(part) for pair in pairs for part in pair)]
        case graph.Relationship():
            ends = {"source": value.start_node, "target": value.end_node}
            ids = {name: node.get("id") for name, node in ends.items() if node is not None}
            return {**ids, "relation": value.type, **_plain(dict(value))}
        case graph.Node():
            return _plain(dict(value))
        case list():
            return [_plain(item) for item in value]
        case dict():
            return {key: _plain(item) for key, item in value.items()}
    return value
