"""Test loads of many and of large records, records that are refused, and the report of a load."""

from __future__ import annotations

import json

from checked_loading import PLAN, ingest, load_into_empty_store
from records import cited, corpus, edges_of, ids_of, paths, record

from danchieu.graph.loading.ingest import Duplicate, LoadReport, loaded_files
from danchieu.graph.model import Failure, FileState, Relation, Unchanged
from danchieu.graph.store.bolt import Writer


def test_batch_size_does_not_change_the_graph(writer: Writer) -> None:
    records = corpus(15, mentions=8)
    together = load_into_empty_store(writer, records)
    assert load_into_empty_store(writer, records, transaction_rows=1) == together


def test_repeated_path_keeps_its_last_record(writer: Writer) -> None:
    ingest(writer, [PLAN, record(PLAN.path, "88-KH/TU")])
    assert ids_of(writer, "Document") == {"88-KH/TU"}


def test_skipped_and_failed_files_are_counted(writer: Writer) -> None:
    done: list[str] = []
    report = ingest(writer, [Unchanged("/u"), PLAN, Failure("/f", "not UTF-8")], on_progress=done.append)
    assert (report.documents, report.skipped, report.failed) == (1, 1, [Failure("/f", "not UTF-8")])
    assert sorted(done) == ["/a/87.txt", "/f", "/u"]
    assert loaded_files(writer) == {PLAN.path: FileState(PLAN.sha256)}


def test_record_refused_by_the_store_fails_alone(writer: Writer) -> None:
    report = ingest(writer, [PLAN, record("/bad", "BAD", text="\ud800"), record("/b", "B")])
    [failure] = report.failed
    assert failure.path == "/bad" and "store refused it" in failure.reason
    assert loaded_files(writer).keys() == {PLAN.path, "/b"}
    assert report.documents == 2


def test_record_larger_than_a_batch_is_stored_whole(writer: Writer) -> None:
    large = record("/large", "L", [cited(f"{number}-CT/TW") for number in range(4000)], text="x" * 200_000)
    report = ingest(writer, [large])
    assert (report.documents, report.citations, report.failed) == (1, 4000, [])
    assert len(edges_of(writer, "CITES")) == 4000


def test_reread_large_record_replaces_its_previous_edges(writer: Writer) -> None:
    mentions = [(cited(f"{number}-CT/TW"), Relation.IMPLEMENTS) for number in range(400)]
    ingest(writer, [record("/large", "L", mentions + mentions[:1] * 400)])
    ingest(writer, [record("/large", "L", mentions + mentions[:1] * 400, text="changed")])
    assert writer.read("MATCH ()-[r:CITES]->() RETURN count(r) AS edges") == [{"edges": 400}]
    assert writer.read("MATCH ()-[r:IMPLEMENTS]->() RETURN count(r) AS edges") == [{"edges": 400}]


def test_report_gives_a_table_and_json() -> None:
    report = LoadReport(
        documents=1200, citations=3, skipped=2, failed=[Failure("/f", "not UTF-8")], duplicates=[Duplicate("/b", "/a")], seconds=1.23456
    )
    table = dict(report.rows())
    assert (table["documents"], table["skipped"], table["failed"], table["duplicates"], table["seconds"]) == ("1,200", "2", "1", "1", "1.2")
    report_json = json.loads(json.dumps(report.to_json()))
    assert table.keys() == report_json.keys()
    assert report_json["failed"] == [{"path": "/f", "reason": "not UTF-8"}]
    assert report_json["duplicates"] == [{"path": "/b", "same_as": "/a"}]


def test_corpus_of_the_tests_holds_every_relation() -> None:
    assert {one.relation for item in corpus(20) for one in item.record.relationships} == set(Relation) - {Relation.CITES}
    assert len(set(paths(corpus(20)))) == 20
