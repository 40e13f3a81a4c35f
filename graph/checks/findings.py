"""Finds contradictions in the graph, with file and line, and checks its integrity.

A kind of finding is a file in `cypher/check/`: its question says in two languages what is looked for, its Cypher narrows it down, and
a function of this package decides where Cypher cannot. Findings only report: texts are wrong often enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from danchieu.graph.checks import contradictions
from danchieu.graph.checks.series import order
from danchieu.graph.checks.unidentified import unidentified
from danchieu.graph.errors import QueryError
from danchieu.graph.model import Row
from danchieu.graph.model.packing import unpack
from danchieu.graph.model.rows import batches
from danchieu.graph.queries.library import Query, Reads, load_queries
from danchieu.graph.queries.trace import line_at
from danchieu.graph.store.query_files import query_text

__all__ = ["Finding", "check", "integrity", "kinds"]

_IDS, _TEXTS = 1_000, 100  # of a query; texts are large


@dataclass(frozen=True, slots=True)
class Finding:
    """A contradiction: the statement of a text, what is known instead, and the place in the text."""

    kind: str
    document: str  # id of the document whose text it is
    symbol: str | None
    stated: str
    known: str
    text: str | None  # the words of the citation
    quote: str | None  # the sentence around them
    file: str | None
    line: int | None  # from 1
    citation: str | None  # id, for `danchieu trace`
    proposal: Mapping[str, str] | None = None  # a row of a metadata table that would mend it, for a person to confirm


def kinds() -> dict[str, Query]:
    """Return the kinds of findings by name, contradictions first, then open questions; `question` explains each in two languages."""
    queries = load_queries("check")
    return {name: queries[name] for name in _CHECKS}


def check(reader: Reads, *, only: Iterable[str] = ()) -> list[Finding]:
    """Return the findings of `only` these kinds, or of all, by kind, file and line. Raises QueryError for an unknown kind."""
    known = kinds()
    wanted = list(only) or list(known)
    for name in wanted:
        if name not in known:
            raise QueryError(f"no kind of finding is called {name!r}; known are {', '.join(known)}")
    found: list[Finding] = []
    for name in wanted:
        rows = list(_CHECKS[name].judge(_CHECKS[name].fetch(reader, known[name])))
        found += sorted(_locate(reader, name, rows), key=lambda one: (one.file or "", one.line or 0, one.stated))
    return found


def integrity(reader: Reads) -> list[str]:
    """Return the faults of the graph itself, each with rule and place; an empty list when it is whole, whatever the texts state.

    An edge from a document to itself, an edge or citation without its ends, a typed edge without the words that state it, a citation
    whose span does not hold its words: no load may produce these. The rules are the files in `cypher/integrity/`.
    """
    faults = [f"{name}: {row['fault']}" for name, query in load_queries("integrity").items() for row in reader.read(query.cypher)]
    return faults + [f"spans: {fault}" for fault in _wrong_spans(reader)]


def _wrong_spans(reader: Reads) -> Iterator[str]:
    after = ""
    while rows := reader.read(query_text("fetch", "spans"), after=after, limit=_TEXTS):
        for row in rows:
            for one in row["citations"]:
                if row["text"][one["start"] : one["end"]] != one["text"]:
                    yield f"{one['id']} is not what {row['path']} holds from {one['start']} to {one['end']}"
        after = rows[-1]["path"]


def _fetch(reader: Reads, query: Query) -> Iterable[Row]:
    """Return the rows of a query."""
    return reader.read(query.cypher)


def _fetch_pages(reader: Reads, query: Query) -> Iterator[Row]:
    """Yield the rows of a query that goes from file to file."""
    after = ""
    while rows := reader.read(query.cypher, **query.bind({"after": after})):
        yield from rows
        after = rows[-1]["file"]


def _fetch_readings(reader: Reads, query: Query) -> Iterator[Row]:
    """Yield the rows of a query that goes from file to file, with header and citations of their readings."""
    for row in _fetch_pages(reader, query):
        reading = unpack(row["reading"], path=row["file"], sha256=row["sha256"])
        yield row | {"head": reading.head, "citations": reading.citations}


def _fetch_citations(reader: Reads, query: Query) -> Iterator[Row]:
    """Yield the rows of a query of files with the citations of their readings."""
    for row in reader.read(query.cypher):
        yield row | {"citations": unpack(row["reading"], path=row["file"], sha256=row["sha256"]).citations}


def _fetch_texts(reader: Reads, query: Query) -> Iterator[Row]:
    """Yield the rows of a query of pairs of files with the texts of both."""
    for rows in batches(reader.read(query.cypher), _TEXTS // 2):
        texts = _texts(reader, {path for row in rows for path in (row["file"], row["first"])})
        yield from (row | {"text": texts[row["file"]], "first_text": texts[row["first"]]} for row in rows)


@dataclass(frozen=True, slots=True)
class _Check:
    """How findings of one kind are made: `judge` decides which of the rows that `fetch` returns contradict."""

    judge: Callable[[Iterable[Row]], Iterable[Row]]
    fetch: Callable[[Reads, Query], Iterable[Row]] = _fetch


_CHECKS: Mapping[str, _Check] = {
    "date": _Check(contradictions.dates),
    "year": _Check(contradictions.years),
    "term": _Check(contradictions.terms),
    "impossible_date": _Check(contradictions.impossible_dates, _fetch_pages),
    "type": _Check(contradictions.types),
    "order": _Check(order),
    "later": _Check(contradictions.later),
    "authority": _Check(contradictions.authority),
    "cycle": _Check(contradictions.cycles),
    "self": _Check(contradictions.own_relations, _fetch_citations),
    "key": _Check(contradictions.keys),
    "duplicate": _Check(contradictions.differences, _fetch_texts),
    "namesake": _Check(contradictions.namesakes),
    "ambiguous": _Check(contradictions.ambiguous),
    "stub": _Check(contradictions.stubs),
    "failed": _Check(contradictions.failed),
    "unidentified": _Check(unidentified, _fetch_readings),
    "unfiled": _Check(contradictions.unfiled),
    "unlisted": _Check(contradictions.unlisted),
}


@dataclass(frozen=True, slots=True)
class _Place:
    """The place of a finding: offset in a file, or line of a register, and the words of its citation, if it is about one."""

    file: str | None = None
    start: int | None = None
    line: int | None = None
    words: str | None = None
    quote: str | None = None


def _locate(reader: Reads, kind: str, rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield the rows as findings with file and line: those of the citation, else those of the row, else those of the document."""
    places = _places(reader, rows)
    lines = _line_numbers(reader, places)
    for row, place in zip(rows, places, strict=True):
        yield Finding(
            kind=kind,
            document=row["document"],
            symbol=row["symbol"],
            stated=row["stated"],
            known=row["known"],
            text=_in_one_line(place.words),
            quote=_in_one_line(place.quote),
            file=place.file,
            line=place.line or lines.get(place),
            citation=row.get("citation"),
            proposal=row.get("proposal"),
        )


def _places(reader: Reads, rows: Sequence[Row]) -> list[_Place]:
    citations = _fetch_by_id(reader, "citation_places", {row["citation"] for row in rows if row.get("citation")})
    documents = _fetch_by_id(reader, "primary_files", {row["document"] for row in rows if not (row.get("citation") or row.get("file"))})
    found = (citations.get(row.get("citation") or "") or documents.get(row["document"]) or row for row in rows)
    return [_Place(*map(place.get, ("file", "start", "line", "words", "quote"))) for place in found]


def _line_numbers(reader: Reads, places: Iterable[_Place]) -> dict[_Place, int]:
    """Return the number of the line of each place in a file."""
    by_file: dict[str, set[_Place]] = {}
    for place in places:
        if place.file and place.line is None:
            by_file.setdefault(place.file, set()).add(place)
    lines: dict[_Place, int] = {}
    for some in batches(sorted(by_file), _TEXTS):
        for path, text in _texts(reader, some).items():
            if text is not None:  # of a file that could be read
                lines |= {place: line_at(text, place.start or 0) for place in by_file[path]}
    return lines


def _in_one_line(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


def _fetch_by_id(reader: Reads, name: str, ids: Iterable[str]) -> dict[str, Row]:
    return {row["id"]: row for some in batches(sorted(ids), _IDS) for row in reader.read(query_text("fetch", name), ids=some)}


def _texts(reader: Reads, paths: Iterable[str]) -> dict[str, str]:
    return {row["path"]: row["text"] for row in reader.read(query_text("fetch", "texts"), paths=list(paths))}
