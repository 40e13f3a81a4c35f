"""The result of a load."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from danchieu.graph.loading.linking import Effect, LinkedFile
from danchieu.graph.model import Failure, Note, ResolutionStatus

__all__ = ["Duplicate", "LoadReport"]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A file whose document is held by another, primary file."""

    path: str
    same_as: str  # path of the primary file


@dataclass(slots=True)
class LoadReport:
    """The result of a load."""

    documents: int = 0
    citations: int = 0
    resolved: int = 0
    ambiguous: int = 0
    stubs: int = 0
    skipped: int = 0
    pruned: int = 0
    relinked: int = 0  # files loaded before that are linked differently, because other documents were added or removed
    moved: int = 0  # files loaded before from another place
    listed: int = 0  # documents in new or changed parts of registers
    reread: int = 0  # files loaded before with other extraction rules
    failed: list[Failure] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)  # what of registers and metadata tables was left aside
    duplicates: list[Duplicate] = field(default_factory=list)
    left_aside: list[str] = field(default_factory=list)  # paths of files that no reader is for
    gone: list[str] = field(default_factory=list)  # paths of files loaded before that are no longer there, and were not pruned
    seconds: float = 0.0

    def rows(self) -> list[tuple[str, str]]:
        """Return the report as a table of names and numbers."""
        counts = ("documents", "citations", "resolved", "ambiguous", "stubs", "skipped", "pruned", "relinked", "moved", "listed", "reread")
        table = [(name, f"{getattr(self, name):,}") for name in counts]
        return [
            *table,
            ("duplicates", f"{len(self.duplicates):,}"),
            ("notes", f"{len(self.notes):,}"),
            ("failed", f"{len(self.failed):,}"),
            ("seconds", f"{self.seconds:.1f}"),
        ]

    def to_json(self) -> dict[str, Any]:
        """Return the report as values that JSON can hold."""
        failed = [{"path": failure.path, "reason": failure.reason} for failure in self.failed]
        return asdict(self) | {"failed": failed, "seconds": round(self.seconds, 3)}

    def note(self, file: LinkedFile) -> None:
        """Count a file that was linked and is not a new text."""
        if file.listed is not None:
            self.listed += 0 if file.effect is Effect.NOTHING else file.listed
        elif file.effect is Effect.LINKS and file.citations:
            self.relinked += 1

    def count(self, loaded: Mapping[str, Counter[ResolutionStatus]]) -> None:
        """Count the new texts, by path, and their citations; those of duplicates are not in the graph."""
        waiting = {one.path for one in self.duplicates}
        totals = sum((citations for path, citations in loaded.items() if path not in waiting), Counter[ResolutionStatus]())
        self.documents, self.citations = len(loaded.keys() - waiting), totals.total()
        self.resolved, self.ambiguous, self.stubs = (totals[status] for status in ResolutionStatus)
