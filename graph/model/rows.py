"""Rows of queries and of their parameters, and batches of rows or of other items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

__all__ = ["Row", "batches", "batches_of_bytes"]

T = TypeVar("T")

Row = dict[str, Any]
"""Values by name."""


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the items in lists of `size`, the last one shorter."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def batches_of_bytes(rows: Iterable[Row], most: int, size: int) -> Iterator[list[Row]]:
    """Yield rows in lists of at most `size` rows and about `most` bytes; a row that is larger is alone."""
    batch: list[Row] = []
    held = 0
    for row in rows:
        weight = _weight(row)
        if batch and (held + weight > most or len(batch) == size):
            yield batch
            batch, held = [], 0
        batch.append(row)
        held += weight
    if batch:
        yield batch


def _weight(value: Any) -> int:
    """Estimate the bytes of a value in a message: of texts two bytes a letter, as Vietnamese takes at most on average."""
    if isinstance(value, str):
        return (1 if value.isascii() else 2) * len(value)
    if isinstance(value, dict):
        return sum(map(_weight, value.values())) + 16 * len(value)
    if isinstance(value, list):
        return sum(map(_weight, value))
    return 8
