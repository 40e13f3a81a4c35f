"""What contradicts itself in the graph, each finding with file and line; and whether the graph is whole.

A kind of finding is a file in `cypher/check/`: its question says in two languages what is looked for, its Cypher narrows it down, and
`graph.contradictions` decides where Cypher cannot. A finding stops nothing: texts are wrong often enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

from danchieu.graph.checks import contradictions
from danchieu.graph.errors import QueryError
from danchieu.graph.model.packing import unpack
from danchieu.graph.queries.library import Query, Reads, load_queries
from danchieu.graph.queries.lines import line_at
from danchieu.graph.store.query_files import query_text

__all__ = ["Finding", "check", "integrity", "kinds"]

Row = dict[str, Any]
T = TypeVar("T")

_AT_ONCE, _TEXTS = 1_000, 100


@dataclass(frozen=True, slots=True)
class Finding:
    """One contradiction: what a text states, what is known otherwise, and where the text states it."""

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


def kinds() -> dict[str, Query]:
    """The kinds of findings by name, contradictions first, then what is merely open; `question` explains each in English and Vietnamese."""
    queries = load_queries("check")
    return {name: queries[name] for name in (*_JUDGES, *sorted(queries.keys() - _JUDGES))}


def check(reader: Reads, *, only: Iterable[str] = ()) -> list[Finding]:
    """Findings of `only` these kinds, or of all, by kind, file and line. Raises QueryError naming an unknown kind."""
    known = kinds()
    wanted = list(only) or list(known)
    for name in wanted:
        if name not in known:
            raise QueryError(f"no kind of finding is called {name!r}; known are {', '.join(known)}")
    found: list[Finding] = []
    for name in wanted:
        rows = list(_JUDGES[name](_Asking(reader, known[name])))
        found += sorted(_placed(reader, name, rows), key=lambda one: (one.file or "", one.line or 0, one.stated))
    return found


@dataclass(frozen=True, slots=True)
class _Asking:
    """What a kind's judgement has at hand."""

    reader: Reads
    query: Query

    def rows(self) -> list[Row]:
        return self.reader.read(self.query.cypher)

    def pages(self) -> Iterator[Row]:
        """Rows of a query that goes from file to file."""
        after = ""
        while rows := self.reader.read(self.query.cypher, **self.query.bind({"after": after})):
            yield from rows
            after = rows[-1]["file"]


def _own(asking: _Asking) -> Iterator[Row]:
    for row in asking.rows():
        reading = unpack(row["reading"], path=row["file"], sha256=row["sha256"])
        yield from contradictions.own_relations(row, reading.citations)


def _duplicates(asking: _Asking) -> Iterator[Row]:
    for rows in _some(asking.rows(), _TEXTS // 2):
        texts = _texts(asking.reader, {path for row in rows for path in (row["file"], row["first"])})
        yield from chain.from_iterable(contradictions.differences(row, texts[row["file"]], texts[row["first"]]) for row in rows)


def _by(judge: Callable[[Iterable[Row]], Iterable[Row]]) -> Callable[[_Asking], Iterable[Row]]:
    return lambda asking: judge(asking.rows())


_JUDGES: Mapping[str, Callable[[_Asking], Iterable[Row]]] = {
    "date": _by(contradictions.dates),
    "year": _Asking.rows,
    "term": _by(contradictions.terms),
    "impossible_date": lambda asking: contradictions.impossible_dates(asking.pages()),
    "type": _by(contradictions.types),
    "order": _by(contradictions.order),
    "later": _by(contradictions.later),
    "authority": _by(contradictions.authority),
    "cycle": _by(contradictions.cycles),
    "self": _own,
    "key": _by(contradictions.keys),
    "duplicate": _duplicates,
    "ambiguous": _by(contradictions.ambiguous),
    "stub": _by(contradictions.stubs),
}


def _placed(reader: Reads, kind: str, rows: list[Row]) -> Iterator[Finding]:
    """The rows as findings, with file and line: those of the citation, or else of the document."""
    citations = _asked(reader, "places", {row["citation"] for row in rows if row.get("citation")})
    heads = _asked(reader, "holding", {row["document"] for row in rows if not (row.get("citation") or row.get("file"))})
    places = [citations.get(row.get("citation") or "") or heads.get(row["document"]) or row for row in rows]
    lines: dict[tuple[str, int], int] = {}
    for some in _some(sorted({place["file"] for place in places if place.get("file")}), _TEXTS):
        texts = _texts(reader, some)
        for place in places:
            if place.get("file") in texts:
                lines[place["file"], place["start"]] = line_at(texts[place["file"]], place["start"])
    for row, place in zip(rows, places, strict=True):
        file = place.get("file")
        yield Finding(
            kind, row["document"], row["symbol"], row["stated"], row["known"], _line(place.get("words")), _line(place.get("quote")),
            file, lines.get((file, place["start"])) if file else None, row.get("citation"),
        )  # fmt: skip


def _line(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


def _asked(reader: Reads, name: str, ids: Iterable[str]) -> dict[str, Row]:
    """Rows of a query about ids, by id."""
    return {row["id"]: row for some in _some(sorted(ids), _AT_ONCE) for row in reader.read(query_text("fetch", name), ids=list(some))}


def _texts(reader: Reads, paths: Iterable[str]) -> dict[str, str]:
    return {row["path"]: row["text"] for row in reader.read(query_text("fetch", "texts"), paths=list(paths))}


def _some(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def integrity(reader: Reads) -> list[str]:
    """What is broken in the graph itself, whatever the texts say; nothing when it is whole. Each fault names rule and place.

    An edge from a document to itself, an edge or citation that leads nowhere, a typed edge without the words that state it, a citation
    whose span does not hold its words: none of these may come of any load. The rules are the files in `cypher/integrity/`.
    """
    faults = [f"{name}: {row['fault']}" for name, query in load_queries("integrity").items() for row in reader.read(query.cypher)]
    after = ""
    while rows := reader.read(query_text("fetch", "spans"), after=after, limit=_TEXTS):
        for row in rows:
            wrong = (one for one in row["citations"] if row["text"][one["start"] : one["end"]] != one["text"])
            faults += [f"spans: {one['id']} is not what {row['path']} holds from {one['start']} to {one['end']}" for one in wrong]
        after = rows[-1]["path"]
    return faults
