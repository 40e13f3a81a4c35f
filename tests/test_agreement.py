"""Test that descriptions of one document merge in any order: lists take precedence, then the values that most citations state."""

from __future__ import annotations

import itertools
import json
import random
from datetime import date

import pytest
from records import cited, graph_of, record

from danchieu.graph.loading.consensus import Tally, merge
from danchieu.graph.loading.ingest import ingest, prune
from danchieu.graph.loading.statements import Statement, Statements, count_statements
from danchieu.graph.model import Row
from danchieu.graph.queries.library import run as query
from danchieu.graph.store.bolt import Writer


def count_votes(*stated: tuple[str, str, int]) -> Statements:
    return Statements({Statement(name, value): citations for name, value, citations in stated})


# (descriptions, statements, merged)
CASES: list[tuple[list[Row], list[tuple[str, str, int]], Row]] = [
    ([{"title": "b"}, {"title": "a", "number": "1"}], [], {"title": "a", "number": "1"}),
    (
        [{"issued_on": date(2024, 12, 22), "year": 2024}],
        [("issued_on", "2024-12-25", 1), ("issued_on", "2024-12-22", 5)],
        {"issued_on": date(2024, 12, 22), "year": 2024, "conflicts": ["issued_on"]},
    ),
    (
        [{"issued_on": date(2023, 1, 1), "year": 2023}],
        [("issued_on", "2024-12-25", 2), ("issued_on", "2024-12-22", 2)],
        {"issued_on": date(2024, 12, 22), "year": 2024, "conflicts": ["issued_on"]},
    ),
    (
        [{"title": "về một việc", "listed_in": "known.csv", "line": 2}, {"title": "a"}],
        [("title", "việc khác hẳn", 9)],
        {"title": "về một việc", "conflicts": ["title"]},
    ),
    (
        [{"title": "về một việc", "catalogue": "gazette"}, {"title": "a"}],
        [("title", "một việc", 9)],
        {"title": "về một việc", "catalogue": "gazette"},
    ),
    ([{}], [("title", "về một việc", 1), ("title", "về một việc của tỉnh", 2)], {"title": "về một việc của tỉnh"}),
    (
        [{}],
        [
            ("title", "về tiếp tục đổi mới sinh hoạt chi bộ", 2),
            ("title", "đổi mới, nâng cao chất lượng sinh hoạt chi bộ", 1),
        ],
        {"title": "về tiếp tục đổi mới sinh hoạt chi bộ"},
    ),
    (
        [{"issuer": "Trung ương", "issuer_id": "tw"}],
        [("issuer", "Bộ Chính trị", 2), ("issuer", "Ban Bí thư", 1)],
        {"issuer": "Trung ương", "issuer_id": "tw", "conflicts": ["issuer"]},
    ),
    (
        [{"issuer": "B", "issuer_id": "2", "level": "x"}, {"issuer": "A", "issuer_id": "2"}, {"issuer": "C", "issuer_id": "3"}],
        [],
        {"issuer": "A", "issuer_id": "2", "level": "x"},
    ),
    (
        [{"type": "Quyết định"}],
        [("type", "Quy định", 2), ("type", "Quyết định", 1)],
        {"type": "Quy định", "conflicts": ["type"]},
    ),
]


@pytest.mark.parametrize(("descriptions", "stated", "merged"), CASES)
def test_descriptions_are_merged(descriptions: list[Row], stated: list[tuple[str, str, int]], merged: Row) -> None:
    for order in itertools.permutations(descriptions):
        for statements in itertools.permutations(stated):
            assert merge(order, count_votes(*statements)) == merged


def test_citations_state_date_issuer_title_and_type() -> None:
    on = date(2024, 12, 22)
    citations = [{"stated_date": on, "stated_issuer": "Bộ  Chính\ntrị"}, {"stated_date": on, "title": "về (2) việc"}, {"symbol": "x"}]
    assert count_statements({"id": "57-NQ/TW", "citation": one} for one in citations) == {
        "57-NQ/TW": count_votes(("issued_on", "2024-12-22", 2), ("issuer", "Bộ Chính trị", 1), ("title", "về (2) việc", 1))
    }


def test_a_removed_description_leaves_no_trace() -> None:
    draw = random.Random(1)
    said: list[tuple[Row, Statements]] = [
        ({"title": draw.choice("abc"), "issued_on": date(2020, 1, draw.randint(1, 3))}, count_votes(("title", draw.choice("abc"), 2)))
        for _ in range(20)
    ]
    kept, gone = said[:8], said[8:]

    def add(tally: Tally, said: tuple[Row, Statements], times: int = 1) -> None:
        tally.describe(said[0], times)
        tally.state(said[1], times)

    once, steps = Tally(), Tally()
    for one in kept:
        add(once, one)
    for one, times in [(one, 1) for one in said] + [(one, -1) for one in gone]:
        add(steps, one, times)
        steps = Tally.from_json(steps.to_json()) or Tally()
    assert steps.merged() == once.merged()
    for one in kept:
        add(steps, one, -1)
    assert (steps.merged(), steps.is_sound) == (None, True)
    add(steps, kept[0], -1)
    assert not steps.is_sound


def test_a_tally_of_version_1_is_counted_anew() -> None:
    assert Tally.from_json(json.dumps([{"{}": 1}, [["title", "a", 2]]])) is None


def test_a_cited_document_has_the_date_that_most_citations_state(writer: Writer) -> None:
    right, wrong = cited("57-NQ/TW", issued_on=date(2024, 12, 22)), cited("57-NQ/TW", issued_on=date(2024, 12, 21))
    records = [record("/a", "A", [wrong]), record("/b", "B", [right, right]), record("/c", "C", [right], title="c")]
    graphs = []
    for order in itertools.permutations(records):
        writer.write(lambda transaction: transaction.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n"))
        for one in order:
            ingest(writer, [one])
        graphs.append(graph_of(writer))
    assert all(graph == graphs[0] for graph in graphs)
    [row] = query(writer, "document", document="57-NQ/TW")
    assert (row["issued_on"], row["conflicts"]) == (date(2024, 12, 22), ["issued_on"])
    assert query(writer, "statements", document="57-NQ/TW") == [
        {"property": "issued_on", "value": "2024-12-22", "citations": 3},
        {"property": "issued_on", "value": "2024-12-21", "citations": 1},
    ]
    prune(writer, ["/b", "/c"], [])
    [row] = query(writer, "document", document="57-NQ/TW")
    assert (row["issued_on"], row["conflicts"]) == (date(2024, 12, 21), None)


def test_a_document_that_loses_its_text_is_described_by_others(writer: Writer) -> None:
    stub = cited("A", issued_on=date(2020, 1, 1))
    ingest(writer, [record("/b", "B", [stub])])
    alone = graph_of(writer)
    ingest(writer, [record("/a", "A", title="về chính nó")])
    prune(writer, ["/a"], [])
    assert graph_of(writer) == alone
