"""What files say of one document, agreed: most citations, lists before them, in any order of coming and going."""

from __future__ import annotations

import itertools
import random
from datetime import date
from typing import Any

import pytest
from records import cited, graph_of, record

from danchieu.graph.loading.consensus import Tally, agree, votes_of
from danchieu.graph.loading.ingest import ingest, prune
from danchieu.graph.model import Citation, Kind, Span
from danchieu.graph.store.bolt import Writer

Row = dict[str, Any]


def citation(**stated: Any) -> Citation:
    return Citation(Span(0, 1), "x", Kind.NUMBERED, "numbered", **stated)


def counts(*votes: str) -> dict[tuple[str, str], int]:
    tally = Tally()
    tally.add({"votes": list(votes)})
    return dict(tally._stated)


# (descriptions, votes, what is agreed)
CASES: list[tuple[list[Row], list[str], Row]] = [
    ([{"title": "b"}, {"title": "a", "number": "1"}], [], {"title": "a", "number": "1"}),
    (
        [{"issued_on": date(2024, 12, 22), "year": 2024}],
        ["issued_on: 2024-12-25 (1)", "issued_on: 2024-12-22 (5)"],
        {
            "issued_on": date(2024, 12, 22),
            "year": 2024,
            "votes": ["issued_on: 2024-12-22 (5)", "issued_on: 2024-12-25 (1)"],
            "conflicts": ["issued_on: 2024-12-22 (5), 2024-12-25 (1)"],
        },
    ),
    (
        [{"issued_on": date(2023, 1, 1), "year": 2023}],
        ["issued_on: 2024-12-25 (2)", "issued_on: 2024-12-22 (2)"],
        {
            "issued_on": date(2024, 12, 22),
            "year": 2024,
            "votes": ["issued_on: 2024-12-22 (2)", "issued_on: 2024-12-25 (2)"],
            "conflicts": ["issued_on: 2024-12-22 (2), 2024-12-25 (2)"],
        },
    ),
    (
        [{"title": "về một việc", "evidence": ["register: known.csv line 2"]}, {"title": "a"}],
        ["title: việc khác hẳn (9)"],
        {
            "title": "về một việc",
            "evidence": ["register: known.csv line 2"],
            "votes": ["title: việc khác hẳn (9)"],
            "conflicts": ["title: về một việc (listed), việc khác hẳn (9)"],
        },
    ),
    ([{}], ["title: về một việc (1)", "title: về một việc của tỉnh (2)"], {
        "title": "về một việc của tỉnh",
        "votes": ["title: về một việc của tỉnh (2)", "title: về một việc (1)"],
    }),
    ([{}], ["title: về tiếp tục đổi mới sinh hoạt chi bộ (2)", "title: đổi mới, nâng cao chất lượng sinh hoạt chi bộ (1)"], {
        "title": "về tiếp tục đổi mới sinh hoạt chi bộ",
        "votes": ["title: về tiếp tục đổi mới sinh hoạt chi bộ (2)", "title: đổi mới, nâng cao chất lượng sinh hoạt chi bộ (1)"],
    }),
    ([{"issuer": "Trung ương", "issuer_id": "tw"}], ["issuer: Bộ Chính trị (2)", "issuer: Ban Bí thư (1)"], {
        "issuer": "Trung ương",
        "issuer_id": "tw",
        "votes": ["issuer: Bộ Chính trị (2)", "issuer: Ban Bí thư (1)"],
        "conflicts": ["issuer: Bộ Chính trị (2), Ban Bí thư (1)"],
    }),
    ([{"issuer": "B", "issuer_id": "2", "level": "x"}, {"issuer": "A", "issuer_id": "2"}, {"issuer": "C", "issuer_id": "3"}], [], {
        "issuer": "A", "issuer_id": "2", "level": "x",
    }),
    ([{"type": "Quyết định"}], ["type: Quy định (2)", "type: Quyết định (1)"], {
        "type": "Quy định",
        "votes": ["type: Quy định (2)", "type: Quyết định (1)"],
        "conflicts": ["type: Quy định (2), Quyết định (1)"],
    }),
]  # fmt: skip


@pytest.mark.parametrize(("descriptions", "votes", "agreed"), CASES)
def test_what_is_agreed(descriptions: list[Row], votes: list[str], agreed: Row) -> None:
    for order in itertools.permutations(descriptions):
        for stated in itertools.permutations(votes):
            assert agree(order, counts(*stated)) == agreed


def test_citations_vote_with_what_they_state() -> None:
    on = date(2024, 12, 22)
    stated = [citation(date=on, issuer="Bộ Chính trị"), citation(date=on, title="về (2) việc"), citation()]
    votes = votes_of(stated)
    assert votes == ["issued_on: 2024-12-22 (2)", "issuer: Bộ Chính trị (1)", "title: về (2) việc (1)"]
    assert counts(*votes)["title", "về (2) việc"] == 1


def test_what_is_taken_back_has_never_been_said() -> None:
    draw = random.Random(1)
    said: list[Row] = [
        {"title": draw.choice("abc"), "issued_on": date(2020, 1, draw.randint(1, 3)), "votes": [f"title: {draw.choice('abc')} (2)"]}
        for _ in range(20)
    ]
    kept, gone = said[:8], said[8:]
    changes = [(row, 1) for row in said] + [(row, -1) for row in gone]
    once = Tally()
    for row in kept:
        once.add(row)
    steps = Tally()
    for row, times in changes:
        steps.add(row, times)
        steps = Tally(packed) if (packed := (steps.agreed() or {}).get("tally")) else steps
    assert steps.agreed() == once.agreed()
    for row in kept:
        steps.add(row, -1)
    assert (steps.agreed(), steps.sound) == (None, True)
    steps.add(kept[0], -1)
    assert not steps.sound


def test_a_stub_says_what_most_citations_say(writer: Writer) -> None:
    right, wrong = cited("57-NQ/TW", issued_on=date(2024, 12, 22)), cited("57-NQ/TW", issued_on=date(2024, 12, 21))
    records = [record("/a", "A", [wrong]), record("/b", "B", [right, right]), record("/c", "C", [right], title="c")]
    graphs = []
    for order in itertools.permutations(records):
        writer.write(lambda transaction: transaction.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n"))
        for one in order:
            ingest(writer, [one])
        graphs.append(graph_of(writer))
    assert all(graph == graphs[0] for graph in graphs)
    [row] = writer.read("MATCH (d:Document {id: '57-NQ/TW'}) RETURN d.issued_on AS on, d.votes AS votes, d.conflicts AS conflicts")
    assert row["on"] == date(2024, 12, 22)
    assert row["votes"] == ["issued_on: 2024-12-22 (3)", "issued_on: 2024-12-21 (1)"]
    assert row["conflicts"] == ["issued_on: 2024-12-22 (3), 2024-12-21 (1)"]
    prune(writer, ["/b", "/c"], [])
    [row] = writer.read("MATCH (d:Document {id: '57-NQ/TW'}) RETURN d.issued_on AS on, d.conflicts AS conflicts")
    assert (row["on"], row["conflicts"]) == (date(2024, 12, 21), None)


def test_a_document_that_loses_its_text_is_what_others_say(writer: Writer) -> None:
    stub = cited("A", issued_on=date(2020, 1, 1))
    ingest(writer, [record("/b", "B", [stub])])
    alone = graph_of(writer)
    ingest(writer, [record("/a", "A", title="về chính nó")])
    prune(writer, ["/a"], [])
    assert graph_of(writer) == alone
