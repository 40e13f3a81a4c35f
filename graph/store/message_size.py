"""Estimates the size of a Bolt message before it is sent: too large a one is not answered by the embedded server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from danchieu.graph.model import Row

__all__ = ["batches_of_bytes", "message_bytes"]

_SCALAR, _HEADER = 9, 5  # bytes at most: of a number, and of the length before a text, list or map


def message_bytes(value: Any) -> int:
    """Return the size in bytes that a value has in a message, or a little more: its texts in UTF-8, and a few bytes for each part."""
    if isinstance(value, str):
        return _HEADER + (len(value) if value.isascii() else len(value.encode()))
    if isinstance(value, dict):
        return _HEADER + sum(message_bytes(key) + message_bytes(item) for key, item in value.items())
    if isinstance(value, list | tuple):
        return _HEADER + sum(map(message_bytes, value))
    return _HEADER + _SCALAR


def batches_of_bytes(rows: Iterable[Row], most: int, size: int) -> Iterator[tuple[list[Row], int]]:
    """Yield rows in lists of at most `size` rows and `most` bytes, each with its bytes; a row that is larger is alone."""
    batch: list[Row] = []
    held = 0
    for row in rows:
        weight = message_bytes(row)
        if batch and (held + weight > most or len(batch) == size):
            yield batch, held
            batch, held = [], 0
        batch.append(row)
        held += weight
    if batch:
        yield batch, held
