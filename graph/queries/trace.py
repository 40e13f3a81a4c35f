"""Traces one citation from file and line to edge: what it states, the rungs that were tried, its resolution, the edges that rest on it.

What is stored is read from the graph. The rungs are not stored: the text is linked again from its stored reading, by a linker that looks up
what all others state.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import asdict, dataclass
from pathlib import Path

from danchieu.graph.errors import QueryError, UnknownCitation
from danchieu.graph.linking import Attempt, Linker
from danchieu.graph.model import Row
from danchieu.graph.model.packing import unpack
from danchieu.graph.queries.library import Reads, find_document, load_queries

__all__ = ["CitationSummary", "Trace", "citations_of", "find_citations", "line_at", "names_document", "trace"]

_ID, _PLACE = re.compile(r"c[0-9a-f]{16}"), re.compile(r"(?P<file>.+):(?P<line>\d+)")
_STATED = ("symbol", "name", "type", "stated_date", "stated_year", "stated_issuer", "stated_term", "title", "article", "provisions")


@dataclass(frozen=True, slots=True)
class CitationSummary:
    """A citation in a list of them."""

    citation: str
    file: str
    line: int
    text: str
    relation: str
    resolution: str
    rung: str | None
    target: str | None


@dataclass(frozen=True, slots=True)
class Trace:
    """A citation traced. Documents are rows of id, symbol, name, type, title, issued_on, issuer, status."""

    citation: str
    file: str
    line: int
    start: int
    end: int
    text: str
    quote: str
    location: str | None  # the provision of the citing document
    headings: tuple[str, ...]  # above it in the citing document
    kind: str
    rule: str
    confidence: float | None
    source: Row  # the citing document
    stated: Row  # what the citation states of the cited document
    attempts: tuple[Attempt, ...]  # rungs of the ladder in the order they were tried
    resolution: str
    rung: str | None
    target: Row | None
    candidates: tuple[Row, ...]  # with score, when ambiguous
    edges: tuple[Row, ...]  # source, relation, target, cue, mentions, confidence

    def to_json(self) -> Row:
        """Return the trace as a row; only its dates are not JSON."""
        return asdict(self)


def names_document(given: str) -> bool:
    """Return whether a text names a document rather than a citation or a line of a file."""
    return not (_ID.fullmatch(given.strip()) or _PLACE.fullmatch(given.strip()))


def find_citations(reader: Reads, given: str) -> list[CitationSummary]:
    """Find the citations that a text names: one by its id, those of a line as FILE:LINE, or all of a document by id or symbol.

    FILE is a path or the end of one. Raises UnknownCitation, or what find_document raises.
    """
    given = given.strip()
    if _ID.fullmatch(given):
        rows = _asked(reader, "citation", citation=given)
        if not rows:
            raise UnknownCitation(f"no citation has the id {given!r}; danchieu trace DOCUMENT lists those of a document")
        return [one for one in citations_of(reader, rows[0]["source"]["id"]) if one.citation == given]
    if place := _PLACE.fullmatch(given):
        return _in_line(reader, place["file"], int(place["line"]))
    return citations_of(reader, find_document(reader, given))


def citations_of(reader: Reads, document: str) -> list[CitationSummary]:
    """List the citations of a document in the order of its text."""
    rows = _asked(reader, "citations", document=document)
    content = _asked(reader, "content", document=document)[0]["text"] if rows else ""
    ends = [end.start() for end in re.finditer("\n", content)]
    names = [name for name in CitationSummary.__slots__ if name != "line"]
    return [CitationSummary(line=bisect_left(ends, row["start"]) + 1, **{name: row[name] for name in names}) for row in rows]


def _in_line(reader: Reads, file: str, line: int) -> list[CitationSummary]:
    path = Path(file).as_posix().removeprefix("./")
    rows = _asked(reader, "file", path=Path(file).absolute().as_posix()) or _asked(reader, "file", path=path)
    if not rows:
        raise UnknownCitation(f"the graph holds no file {file}; give its path, or the end of it")
    if len(rows) > 1:
        raise QueryError("\n".join([f"{file} is the end of {len(rows)} paths; give one of them:", *(f"  {row['file']}" for row in rows)]))
    if not rows[0]["primary"]:
        raise UnknownCitation(f"{rows[0]['file']} waits behind another file of {rows[0]['document']}: danchieu trace {rows[0]['document']}")
    found = citations_of(reader, rows[0]["document"])
    here = [one for one in found if one.line == line]
    if not here:
        lines = ", ".join(map(str, sorted({one.line for one in found}))) or "none"
        raise UnknownCitation(f"no citation begins in line {line} of {file}; lines with citations: {lines}")
    return here


def trace(reader: Reads, citation: str, linker: Linker) -> Trace:
    """Trace a citation that `find_citations` found; `linker` knows every text and register of the graph."""
    [row] = _asked(reader, "citation", citation=citation)
    stored, reading = row["citation"], unpack(row["reading"], path=row["file"], sha256=row["sha256"])
    return Trace(
        citation=citation,
        file=row["file"],
        line=line_at(row["text"], stored["start"]),
        start=stored["start"],
        end=stored["end"],
        text=stored["text"],
        quote=stored.get("sentence") or stored["text"],
        location=stored.get("location"),
        headings=tuple(stored.get("headings") or ()),
        kind=stored["kind"],
        rule=stored["rule"],
        confidence=stored.get("confidence"),
        source=row["source"],
        stated={name.removeprefix("stated_"): stored[name] for name in _STATED if stored.get(name) is not None},
        attempts=linker.explain(reading.head, reading.citations, sha256=reading.sha256, citation=citation),
        resolution=stored["resolution"],
        rung=stored.get("rung"),
        target=row["target"],
        candidates=tuple(row["candidates"]),
        edges=tuple(_asked(reader, "edges", citation=citation)),
    )


def _asked(reader: Reads, name: str, **given: str) -> list[Row]:
    query = load_queries("trace")[name]
    return reader.read(query.cypher, **query.bind(given))


def line_at(text: str, offset: int) -> int:
    """Return the number, from 1, of the line that holds the character at `offset`; lines may end with a carriage return alone."""
    return (text.count("\n", 0, offset) or text.count("\r", 0, offset)) + 1
