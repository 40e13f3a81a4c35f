"""Keeps in files what is too much for memory: records by a key. All records of a key are in one shard, and a shard fits in memory."""

from __future__ import annotations

import os
import pickle
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

__all__ = ["SHARDS", "read_shard", "read_values", "shard_of", "write_shards", "write_values"]

SHARDS = 32
"""Of 1,000,000 citations, a shard has some ten megabytes."""


def shard_of(key: str) -> int:
    """Return the number of the shard that a key belongs to, the same in every process."""
    return zlib.crc32(key.encode()) % SHARDS


def write_shards(folder: Path, kind: str, records: Iterable[tuple[str, Any]]) -> None:
    """Add records to their shards. Each process has files of its own."""
    several: dict[int, list[tuple[str, Any]]] = defaultdict(list)
    for record in records:
        several[shard_of(record[0])].append(record)
    for shard, some in several.items():
        with (folder / f"{kind}.{shard}.{os.getpid()}").open("ab") as file:
            pickle.dump(some, file, pickle.HIGHEST_PROTOCOL)


def read_shard(folder: Path, kind: str, shard: int) -> Iterator[tuple[str, Any]]:
    """Yield the records of a shard, in no certain order."""
    for path in sorted(folder.glob(f"{kind}.{shard}.*")):
        size = path.stat().st_size
        with path.open("rb") as file:
            while file.tell() < size:
                yield from pickle.load(file)


def write_values(folder: Path, kind: str, number: int, values: Any) -> None:
    """Write what belongs to a task."""
    with (folder / f"{kind}.{number}").open("wb") as file:
        pickle.dump(values, file, pickle.HIGHEST_PROTOCOL)


def read_values(folder: Path, kind: str, number: int) -> Any:
    """Return what was written for a task; None if nothing was."""
    path = folder / f"{kind}.{number}"
    if not path.exists():
        return None
    with path.open("rb") as file:
        return pickle.load(file)
