"""Decides which file holds which document, with all of them in an SQLite file: of lowest rank, then smallest path, is primary."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from danchieu.graph.model.rows import batches

__all__ = ["Held", "Holdings"]

_TABLES = """
    CREATE TABLE IF NOT EXISTS held (path TEXT PRIMARY KEY, document TEXT, sha256 TEXT, cites INTEGER, place TEXT);
    CREATE VIEW IF NOT EXISTS firsts AS SELECT document, substr(min(place), 2) AS path FROM held GROUP BY document;
"""
_REFUSED = """
    SELECT second.path, first.path FROM firsts AS second JOIN held AS one ON one.path = second.path
    JOIN held AS other ON other.sha256 = one.sha256 AND other.document <> one.document AND other.path < one.path
    JOIN firsts AS first ON first.path = other.path
    WHERE one.cites AND other.cites
"""


@dataclass(frozen=True, slots=True)
class Held:
    """A text, and the document that it is."""

    path: str
    document: str
    sha256: str
    cites: bool
    rank: int = 0


class Holdings:
    """Which file holds which document."""

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "holdings.sqlite", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.executescript(_TABLES)

    def add(self, held: Iterable[Held]) -> None:
        """Add texts."""
        rows = [(one.path, one.document, one.sha256, one.cites, f"{one.rank}{one.path}") for one in held]
        self._database.execute("BEGIN")
        self._database.executemany("INSERT INTO held VALUES (?, ?, ?, ?, ?)", rows)
        self._database.execute("COMMIT")

    def refuse(self) -> dict[str, str]:
        """Take out files that hold the bytes of another document's file, since ids of citations hash them; return these files by path."""
        self._database.execute("CREATE INDEX IF NOT EXISTS by_document ON held (document, path)")
        self._database.execute("CREATE INDEX IF NOT EXISTS by_sha256 ON held (sha256)")
        refused: dict[str, str] = {}
        while found := dict(self._database.execute(_REFUSED)):
            refused |= found
            self._database.executemany("DELETE FROM held WHERE path = ?", ((path,) for path in found))
        return refused

    def firsts(self, paths: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Return the document of each file, and the path of the primary file of that document; a refused file is missing."""
        found: dict[str, tuple[str, str]] = {}
        for some in batches(paths, 500):
            marks = ", ".join("?" * len(some))
            rows = self._database.execute(
                "SELECT held.path, held.document, (SELECT substr(min(place), 2) FROM held AS one WHERE one.document = held.document)"
                f" FROM held WHERE held.path IN ({marks})",
                some,
            )
            found |= {path: (document, first) for path, document, first in rows}
        return found

    def waiting(self) -> Iterator[tuple[str, str]]:
        """Yield each file whose document is held by another, with the path of that."""
        yield from self._database.execute(
            "SELECT held.path, firsts.path FROM held JOIN firsts USING (document) WHERE held.path <> firsts.path ORDER BY held.path"
        )

    def close(self) -> None:
        """Close the file."""
        self._database.close()
