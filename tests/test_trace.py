"""Test tracing a citation from file and line to its edges: found by id, line or document, with every rung and its resolution."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from danchieu.graph.errors import QueryError, UnknownCitation, UnknownDocument
from danchieu.graph.linking import Attempt, Linker
from danchieu.graph.loading.stored_knowledge import linker_of
from danchieu.graph.queries.trace import Trace, find_citations, names_document, trace
from danchieu.graph.settings import Settings
from danchieu.graph.store.bolt import Reader, open_store


@pytest.fixture(scope="module")
def reader(sample_store: Settings) -> Iterator[Reader]:
    with open_store(sample_store, mode="read") as reader:
        yield reader


@pytest.fixture(scope="module")
def linker(reader: Reader) -> Linker:
    """Return a linker that knows the sample as it is stored."""
    return linker_of(reader)


def trace_all(reader: Reader, linker: Linker, place: str) -> list[Trace]:
    return [trace(reader, one.citation, linker) for one in find_citations(reader, place)]


def rungs(one: Trace) -> list[tuple[str, str | None, tuple[str, ...]]]:
    return [(attempt.rung, attempt.target, attempt.left) for attempt in one.attempts]


def test_trace_shows_a_citation_resolved_by_its_own_date(reader: Reader, linker: Linker) -> None:
    [one] = [one for one in trace_all(reader, linker, "lao-cai/ctr-36-tu.txt:12") if one.kind == "numbered"]
    assert one.attempts == (Attempt("own date", "dated 2024-12-25", "tw/xiii/nq-57", ()),)
    assert (one.resolution, one.rung, one.line) == ("resolved", "own date", 12)
    assert one.stated == {"symbol": "57-NQ/TW", "type": "Nghị quyết", "date": date(2024, 12, 25), "issuer": "Bộ Chính trị"}
    assert one.target is not None and (one.target["id"], one.target["issued_on"]) == ("tw/xiii/nq-57", date(2024, 12, 22))
    assert one.source["symbol"] == "36-CTr/TU"
    assert {(edge["source_symbol"], edge["relation"], edge["target"]) for edge in one.edges} == {
        ("36-CTr/TU", "BASED_ON", "tw/xiii/nq-57"),
        ("36-CTr/TU", "CITES", "tw/xiii/nq-57"),
    }
    text = Path(one.file).read_bytes().decode("utf-8")
    assert text[one.start : one.end] == one.text
    assert one.text in text.splitlines()[one.line - 1]


def test_an_ambiguous_citation_keeps_its_candidates_with_scores(reader: Reader, linker: Linker) -> None:
    [one] = trace_all(reader, linker, "binh-thuan/tuy-phong/kh-11-hu.txt:27")
    known = ("tw/ix/ct-10", "tw/x/ct-10", "tw/xi/ct-10")
    assert rungs(one) == [
        ("own term", None, ()),
        ("issuer words", None, known),
        ("title", None, known),
        ("earlier mention", None, known),
        ("content", None, known),
        ("basis of the year", None, known),
        ("only known", None, known),
        ("number order", None, known),
        ("part of title", None, known),
        ("running term", None, known),
        ("same year", None, known),
        ("one known", None, known),
    ]
    assert (one.resolution, one.target, one.edges) == ("ambiguous", None, ())
    scores = [(candidate["id"], candidate["score"]) for candidate in one.candidates]
    assert [id_ for id_, _ in scores] == ["tw/xi/ct-10", "tw/x/ct-10", "tw/ix/ct-10"]
    shares = [score for _, score in scores]
    assert shares == sorted(shares, reverse=True) and sum(shares) <= 1


def test_trace_ends_in_the_stored_resolution(reader: Reader, linker: Linker) -> None:
    """Check for every citation of the sample that its last rung gives the stored resolution."""
    seen = set()
    for (document,) in [(row["id"],) for row in reader.read("MATCH (d:Document {status: 'loaded'}) RETURN d.id AS id ORDER BY id")]:
        for listed in find_citations(reader, document):
            one = trace(reader, listed.citation, linker)
            last = one.attempts[-1]
            if one.resolution == "ambiguous":
                assert {*last.left} <= {candidate["id"] for candidate in one.candidates}
            elif last.target:
                assert one.target is not None and last.target == one.target["id"]
            if one.rung != "none":
                assert last.rung == one.rung or one.resolution == "stub"
            seen.add(one.rung)
    assert len(seen) > 5


def test_a_document_lists_its_citations_in_order(reader: Reader) -> None:
    found = find_citations(reader, "36-CTr/TU")
    assert [one.line for one in found] == sorted(one.line for one in found)
    assert all(names_document(text) for text in ("36-CTr/TU", "lao-cai.tu/2020-2025/ctr-36"))
    [same] = find_citations(reader, found[0].citation)
    assert same == found[0]


@pytest.mark.parametrize(
    ("given", "kind", "message"),
    [
        ("c0123456789abcdef", UnknownCitation, "no citation has the id 'c0123456789abcdef'; danchieu trace DOCUMENT lists"),
        ("lao-cai/ctr-36-tu.txt:1", UnknownCitation, "no citation begins in line 1 of lao-cai/ctr-36-tu.txt; lines with citations: "),
        ("nowhere.txt:3", UnknownCitation, "the graph holds no file nowhere.txt; give its path, or the end of it"),
        ("36-CTr/TV", UnknownDocument, "did you mean"),
    ],
)
def test_unknown_citation_line_file_or_document_is_reported(reader: Reader, given: str, kind: type[QueryError], message: str) -> None:
    with pytest.raises(kind) as error:
        find_citations(reader, given)
    assert message in str(error.value)
