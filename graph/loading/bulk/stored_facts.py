"""Keeps the facts of groups while files are linked: one SQLite file for each shard, written once, then read by all processes."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from danchieu.graph.linking.facts import GroupFacts, unpack_facts
from danchieu.graph.linking.knowledge import Knowledge
from danchieu.graph.loading.bulk.shards import shard_of
from danchieu.graph.model.rows import batches

__all__ = ["FactsReader", "knowledge_in", "write_facts"]

_IDS = 500  # of a query
_CACHE = -1_000  # of a shard; negative: in kB


def write_facts(folder: Path, shard: int, rows: Iterable[tuple[str, str]]) -> None:
    """Add the packed facts of groups of one shard."""
    connection = sqlite3.connect(_path(folder, shard))
    with connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("CREATE TABLE IF NOT EXISTS facts (id TEXT PRIMARY KEY, facts TEXT NOT NULL)")
        connection.executemany("INSERT INTO facts VALUES (?, ?)", rows)
    connection.close()


class FactsReader:
    """Looks up the facts of groups."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._connections: dict[int, sqlite3.Connection] = {}

    def fetch(self, ids: Collection[str]) -> Mapping[str, GroupFacts]:
        """Return the facts of groups, without those that have none."""
        return {id_: unpack_facts(packed) for id_, packed in self.fetch_packed(ids).items()}

    def fetch_packed(self, ids: Collection[str]) -> dict[str, str]:
        """Return the packed facts of groups, without those that have none."""
        by_shard: dict[int, list[str]] = defaultdict(list)
        for id_ in ids:
            by_shard[shard_of(id_)].append(id_)
        found: dict[str, str] = {}
        for shard, several in by_shard.items():
            for some in batches(several, _IDS):
                marks = ", ".join("?" * len(some))
                found |= dict(self._connection(shard).execute(f"SELECT id, facts FROM facts WHERE id IN ({marks})", some))
        return found

    def _connection(self, shard: int) -> sqlite3.Connection:
        if shard not in self._connections:
            connection = sqlite3.connect(f"{_path(self._folder, shard).absolute().as_uri()}?mode=ro", uri=True)
            connection.execute(f"PRAGMA cache_size = {_CACHE}")
            self._connections[shard] = connection
        return self._connections[shard]

    def __del__(self) -> None:
        for connection in self._connections.values():
            connection.close()


@lru_cache(maxsize=1)
def knowledge_in(folder: Path) -> Knowledge:
    """Return what all texts and registers state, for this process."""
    return Knowledge(FactsReader(folder).fetch)


def _path(folder: Path, shard: int) -> Path:
    return folder / f"facts.{shard}.sqlite"
