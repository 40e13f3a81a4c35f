"""Rows of queries and of their parameters, and batches of rows or of other items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

__all__ = ["Row", "batches"]

T = TypeVar("T")

Row = dict[str, Any]
"""Values by name."""


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the items in lists of `size`, the last one shorter."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
