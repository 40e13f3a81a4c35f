"""Test loads of many and of large texts, texts that are refused, and the report of a load."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest
from checked_loading import PLAN, ingest, load_into_empty_store, use_small_transactions
from records import cited, clear, corpus, edges_of, graph_of, ids_of, paths, plan_id, reading

from danchieu.graph.loading import ingest as ingesting
from danchieu.graph.loading import learning, queries
from danchieu.graph.loading.ingest import Duplicate, LoadReport, loaded_files
from danchieu.graph.model import Failure, FileState, Head, Reading, Relation, Unchanged
from danchieu.graph.store.bolt import Writer
from danchieu.graph.store.message_size import batches_of_bytes, message_bytes

LARGE = "Đảng ủy " * 2_000


def test_size_of_transactions_does_not_change_the_graph(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    readings = corpus(15, mentions=8)
    together = load_into_empty_store(writer, readings)
    use_small_transactions(monkeypatch, files=1, rows=1)
    assert load_into_empty_store(writer, readings) == together


def test_repeated_path_keeps_its_last_reading(writer: Writer) -> None:
    ingest(writer, [PLAN, reading(PLAN.path, "88-KH/TU")])
    assert ids_of(writer, "Document") == {plan_id(88)}


@pytest.mark.parametrize("seconds", [0.0, 10.0])
def test_what_was_read_before_an_interruption_is_kept(seconds: float, writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingesting, "_SECONDS", seconds)
    readings, bad = corpus(4, mentions=3), Failure("/bad", "is cut off", FileState("", failure="is cut off"))
    expected = load_into_empty_store(writer, readings)
    clear(writer)

    def interrupted() -> Iterator[Reading | Failure]:
        yield from readings[:2]
        yield bad
        yield readings[2]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(writer, interrupted())
    assert loaded_files(writer).keys() == {bad.path, *(one.path for one in readings[:3])}
    assert ingest(writer, [*(Unchanged(one.path) for one in readings[:3]), readings[3]]).skipped == 3
    assert graph_of(writer) - expected == {row for row in graph_of(writer) if bad.path in row}
    assert expected - graph_of(writer) == set()


def test_skipped_and_failed_files_are_counted(writer: Writer) -> None:
    done: list[str] = []
    bad, row = Failure("/f", "not UTF-8", FileState("", failure="not UTF-8")), Failure("metadata.csv line 2", "names no file")
    report = ingest(writer, [Unchanged("/u"), PLAN, bad, row], on_progress=done.append)
    assert (report.documents, report.skipped, report.failed) == (1, 1, [bad, row])
    assert sorted(done) == ["/a/87.txt", "/f", "/u"]
    assert loaded_files(writer).keys() == {PLAN.path, "/f"}


def test_text_refused_by_the_store_fails_alone(writer: Writer) -> None:
    report = ingest(writer, [PLAN, reading("/bad", "2-KH/TU", text="\ud800"), reading("/b", "3-KH/TU")])
    [failure] = report.failed
    assert failure.path == "/bad" and "store refused it" in failure.reason
    assert loaded_files(writer).keys() == {PLAN.path, "/b"}
    assert report.documents == 2


def test_text_with_more_rows_than_a_transaction_is_stored_whole(writer: Writer) -> None:
    large = reading(
        "/large", "1-KH/TU", [cited(f"{number}-CT/TW", date=date(2016, 5, 15)) for number in range(1, 4001)], text="x" * 200_000
    )
    report = ingest(writer, [large])
    assert (report.documents, report.citations, report.failed) == (1, 4000, [])
    assert len(edges_of(writer, "CITES")) == 4000


def test_reread_large_text_replaces_its_previous_edges(writer: Writer) -> None:
    mentions = [(cited(f"{number}-CT/TW", date=date(2016, 5, 15)), Relation.IMPLEMENTS) for number in range(1, 401)]
    ingest(writer, [reading("/large", "1-KH/TU", mentions + mentions[:1] * 400)])
    ingest(writer, [reading("/large", "1-KH/TU", mentions + mentions[:1] * 400, text="changed")])
    assert writer.read("MATCH ()-[r:CITES]->() RETURN count(r) AS edges") == [{"edges": 400}]
    assert writer.read("MATCH ()-[r:IMPLEMENTS]->() RETURN count(r) AS edges") == [{"edges": 400}]


def test_text_larger_than_a_message_is_stored_in_parts(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new text, then a changed one, whose text is kept beside that which was linked until it is linked itself."""
    whole = load_into_empty_store(writer, [reading("/large", "1-KH/TU", [cited("05-CT/TW")], text=LARGE + "hai")])
    for module in (learning, queries):
        monkeypatch.setattr(module, "MESSAGE_BYTES", 5_000)
    for text in (LARGE + "một", LARGE + "hai"):
        made = reading("/large", "1-KH/TU", [cited("05-CT/TW")], text=text)
        ingest(writer, [made])
        assert writer.read("MATCH (t:Content) RETURN t.text AS text, t.next_text AS next") == [{"text": made.text, "next": None}]
    assert graph_of(writer) == whole
    assert load_into_empty_store(writer, [made]) == whole


@pytest.mark.parametrize(
    ("texts", "batches"),
    [
        ([], []),
        (["a" * 50, "b" * 40, "c"], [2, 1]),
        (["a", "b", "c", "d"], [3, 1]),  # no more rows than a message takes
        (["a" * 300, "b", "c"], [1, 2]),  # a row that is larger than a message is alone
        (["b", "a" * 300, "c"], [1, 1, 1]),
        (["ă" * 40, "ă" * 40], [1, 1]),  # two bytes a letter
    ],
)
def test_rows_are_batched_by_their_bytes(texts: list[str], batches: list[int]) -> None:
    rows = [{"text": text} for text in texts]
    found = list(batches_of_bytes(rows, 130, 3))
    assert [len(batch) for batch, _ in found] == batches
    assert [row for batch, _ in found for row in batch] == rows
    assert [size for _, size in found] == [sum(map(message_bytes, batch)) for batch, _ in found]


def test_bytes_of_rows_in_rows_and_lists_count() -> None:
    row = {"path": "/a", "properties": {"names": ["x" * 50, "y" * 50], "line": 2}}
    assert [len(batch) for batch, _ in batches_of_bytes([row, row, row], 200, 10)] == [1, 1, 1]


def test_report_gives_a_table_and_json() -> None:
    report = LoadReport(
        documents=1200, citations=3, skipped=2, failed=[Failure("/f", "not UTF-8")], duplicates=[Duplicate("/b", "/a")], seconds=1.23456
    )
    table = dict(report.rows())
    assert (table["documents"], table["skipped"], table["failed"], table["duplicates"], table["seconds"]) == ("1,200", "2", "1", "1", "1.2")
    report_json = json.loads(json.dumps(report.to_json()))
    assert table.keys() | {"left_aside", "gone"} == report_json.keys()
    assert report_json["failed"] == [{"path": "/f", "reason": "not UTF-8"}]
    assert report_json["duplicates"] == [{"path": "/b", "same_as": "/a"}]


def test_corpus_of_the_tests_holds_every_relation() -> None:
    made = corpus(20)
    assert {edge.relation for one in made for citation in one.citations for edge in citation.edges} == set(Relation)
    assert len(set(paths(made))) == len({one.head.symbol for one in made}) == 20
    assert isinstance(made[0].head, Head)
