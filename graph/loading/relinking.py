"""Records when and why citations of documents that were loaded before are resolved differently.

The graph is a function of the files in it; this log is not, since it depends on the order in which they came. It is kept with the file that
holds the citations, and is removed when the file's text changes.

    (:File)-[:LOGS]->(:Relinking)<-[:RELINKED]-(:Citation)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from danchieu.graph.loading.rows import Contribution
from danchieu.graph.model import Document, ResolutionStatus, Row

__all__ = ["Cause", "LoggedResolution", "Relinking", "relinkings"]


@dataclass(frozen=True, slots=True)
class LoggedResolution:
    """How a citation is resolved: `documents` are the one it refers to, or its candidates."""

    resolution: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a resolution changed: `document` was loaded from a file, is listed in a line of a register, or is no longer known."""

    document: str | None = None  # None when no single document explains the change
    loaded_from: str | None = None  # path
    listed_in: str | None = None  # register
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Relinking:
    """A change of the resolution of one citation."""

    citation: str
    at: str  # ISO 8601, UTC
    before: LoggedResolution
    after: LoggedResolution
    rung: str | None  # that settles the resolution now
    cause: Cause

    def properties(self) -> Row:
        """Return the properties of the node, without those that are None."""
        row = {
            "id": f"{self.citation} {self.at}",
            "citation": self.citation,
            "at": self.at,
            "before_resolution": self.before.resolution,
            "before": list(self.before.documents),
            "after_resolution": self.after.resolution,
            "after": list(self.after.documents),
            "rung": self.rung,
            "document": self.cause.document,
            "loaded_from": self.cause.loaded_from,
            "listed_in": self.cause.listed_in,
            "line": self.cause.line,
        }
        return {key: value for key, value in row.items() if value is not None}


def relinkings(was: Mapping[str, LoggedResolution], after: Contribution, arrived: Mapping[str, str]) -> Iterator[Relinking]:
    """Yield a record for each citation that is resolved differently than it was.

    `arrived` are the paths of files that this load adds, by document.
    """
    described = {document.id: document for document in after.cited}
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    for citation, rung, resolution in _resolutions(after):
        if citation in was and was[citation] != resolution:
            cause = _cause(was[citation], resolution, described, arrived)
            yield Relinking(citation, now, was[citation], resolution, rung, cause)


def _resolutions(rows: Contribution) -> Iterator[tuple[str, str | None, LoggedResolution]]:
    """Yield each citation with its rung and how it is resolved."""
    for row in rows.citations + rows.ambiguous:
        targets = tuple(one["target"] for one in row["candidates"]) if "candidates" in row else (row["target"],)
        yield row["id"], row["properties"].get("rung"), LoggedResolution(row["properties"]["resolution"], targets)


def _cause(before: LoggedResolution, after: LoggedResolution, described: Mapping[str, Document], arrived: Mapping[str, str]) -> Cause:
    """Return the document that was added or removed, as far as the citation shows it."""
    for document in after.documents:
        if document in arrived:
            return Cause(document, loaded_from=arrived[document])
        if document in described and (row := described[document].register_row):
            return Cause(document, listed_in=row.register, line=row.line)
    was_resolved = before.resolution == ResolutionStatus.RESOLVED
    gone = [document for document in before.documents if document not in after.documents or was_resolved]
    return Cause(gone[0]) if gone else Cause()
