"""Test that the graph depends only on the files in it, not on the order of loading."""

from __future__ import annotations

import itertools
import json
import random
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from records import CENTRE, EDGES, NODES, PROVINCE, Mention, cited, corpus, edges_of, graph_of, ids_of, paths, record

from danchieu.graph.checks.findings import integrity
from danchieu.graph.loading import ingest as ingesting
from danchieu.graph.loading.arrivals import NewFile
from danchieu.graph.loading.ingest import LoadReport, loaded_files, prune
from danchieu.graph.model import Evidence, FileState, Issuer, Relation
from danchieu.graph.store import schema
from danchieu.graph.store.bolt import Writer

DIRECTIVE, RESOLUTION = cited("05-CT/TW", title="Về học tập"), cited("04-NQ/TW")
PLAN = record(
    "/a/87.txt",
    "87-KH/TU",
    [(DIRECTIVE, Relation.IMPLEMENTS), (DIRECTIVE, Relation.IMPLEMENTS), RESOLUTION],
    title="Kế hoạch",
    issued_on=date(2016, 8, 1),
)


@dataclass(frozen=True)
class Unchanged:
    path: str


@dataclass(frozen=True)
class Failure:
    path: str
    reason: str


def ingest(writer: Writer, *arguments: Any, **options: Any) -> LoadReport:
    """Load records and check the integrity of the graph."""
    report = ingesting.ingest(writer, *arguments, **options)
    assert integrity(writer) == []
    return report


def load_into_empty_store(writer: Writer, records: list[NewFile]) -> set[tuple[object, ...]]:
    """Load these records into an empty store and return its graph."""
    writer.write(lambda transaction: transaction.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n"))
    ingest(writer, records)
    return graph_of(writer)


def property_of(writer: Writer, id_: str, name: str) -> object:
    [row] = writer.read("MATCH (d:Document {id: $id}) RETURN d[$name] AS value", id=id_, name=name)
    return row["value"]


def test_record_becomes_nodes_and_edges(writer: Writer) -> None:
    report = ingest(writer, [PLAN])
    first, second, third = (link.id for link in PLAN.record.links)
    assert edges_of(writer, *(relation.name for relation in schema.RELATION_TYPES)) == {
        ("/a/87.txt", "HOLDS", "87-KH/TU"),
        ("/a/87.txt", "DESCRIBES", "05-CT/TW"),
        ("/a/87.txt", "DESCRIBES", "04-NQ/TW"),
        ("/a/87.txt", "DESCRIBES", "binh-thuan.tu"),
        ("/a/87.txt", "DESCRIBES", "tw"),
        ("87-KH/TU", "MAKES", first),
        ("87-KH/TU", "MAKES", second),
        ("87-KH/TU", "MAKES", third),
        (first, "REFERS_TO", "05-CT/TW"),
        (second, "REFERS_TO", "05-CT/TW"),
        (third, "REFERS_TO", "04-NQ/TW"),
        ("87-KH/TU", "CITES", "05-CT/TW"),
        ("87-KH/TU", "CITES", "04-NQ/TW"),
        ("87-KH/TU", "IMPLEMENTS", "05-CT/TW"),
        ("87-KH/TU", "ISSUED_BY", "binh-thuan.tu"),
        ("05-CT/TW", "ISSUED_BY", "tw"),
        ("04-NQ/TW", "ISSUED_BY", "tw"),
        ("binh-thuan.tu", "PART_OF", "tw"),
        ("binh-thuan.tu", "SUCCEEDED_BY", "lam-dong.tu"),
    }
    [edge] = writer.read("MATCH (:Document)-[r:IMPLEMENTS]->(:Document) RETURN properties(r) AS edge")
    assert edge["edge"] == {
        "mentions": 2,
        "confidence": 0.9,
        "stated_by": "87-KH/TU",
        "citations": [first, second],
        "cue": "thực hiện",
        "quote": "thực hiện Chỉ thị số 05-CT/TW",
    }
    assert (report.documents, report.citations, report.resolved, report.ambiguous, report.stubs) == (1, 3, 0, 0, 3)


def test_document_has_the_properties_of_its_file(writer: Writer) -> None:
    ingest(
        writer,
        [
            replace(
                PLAN,
                record=replace(
                    PLAN.record,
                    document=replace(
                        PLAN.record.document, province="Bình Thuận", place="Phan Thiết", evidence=(Evidence("province", "place line"),)
                    ),
                ),
            )
        ],
    )
    [row] = writer.read("MATCH (d:Document {status: 'loaded'}) RETURN d")
    assert row["d"] == {
        "id": "87-KH/TU",
        "symbol": "87-KH/TU",
        "type": "Kế hoạch",
        "title": "Kế hoạch",
        "issued_on": date(2016, 8, 1),
        "issuer": "Tỉnh ủy Bình Thuận",
        "issuer_id": "binh-thuan.tu",
        "level": "province",
        "province": "Bình Thuận",
        "place": "Phan Thiết",
        "status": "loaded",
        "search": "87-kh/tu | ke hoach | ke hoach | tinh uy binh thuan | binh thuan",
        "province_from": "place line",
    }
    [row] = writer.read("MATCH (i:Issuer {id: 'binh-thuan.tu'}) RETURN i")
    assert row["i"]["valid_to"] == date(2025, 6, 30)


def test_graph_holds_only_labels_and_properties_of_the_schema(writer: Writer) -> None:
    ingest(writer, [*corpus(20, mentions=5), record("/b", "B", candidates=["X", "Y"]), PLAN])
    listed = {label.name: {p.name for p in label.properties} for label in schema.LABELS}
    for row in writer.read(NODES):
        assert row["properties"].keys() <= listed[row["labels"][0]]
    types = {(relation.source, relation.name, relation.target): relation for relation in schema.RELATION_TYPES}
    ends = "MATCH (a)-[r]->(b) RETURN labels(a) AS source, type(r) AS type, labels(b) AS target, properties(r) AS properties"
    found = set()
    for row in writer.read(ends):
        triple = (*row["source"], row["type"], *row["target"])
        assert row["properties"].keys() <= {p.name for p in types[triple].properties}
        found.add(triple)
    assert found == types.keys() - {("File", "LOGS", "Relinking"), ("Citation", "RELINKED", "Relinking")}


def test_an_ambiguous_citation_keeps_its_candidates(writer: Writer) -> None:
    report = ingest(writer, [record("/a", "A", candidates=["35-CT/TW/2014", "35-CT/TW/2019"])])
    assert {(row["target"], row["properties"]["score"]) for row in writer.read(EDGES) if row["type"] == "MAY_REFER_TO"} == {
        ("35-CT/TW/2014", 0.5),
        ("35-CT/TW/2019", 0.5),
    }
    assert edges_of(writer, "CITES", "REFERS_TO") == set()
    assert ids_of(writer, "Document") == {"A", "35-CT/TW/2014", "35-CT/TW/2019"}
    assert (report.citations, report.ambiguous) == (1, 1)


def test_no_document_relates_to_itself(writer: Writer) -> None:
    ingest(writer, [record("/a", "A", [(cited("A"), Relation.AMENDS)])])
    assert edges_of(writer, "CITES", "AMENDS") == set()
    assert len(edges_of(writer, "MAKES", "REFERS_TO")) == 2


def test_relation_between_cited_documents_names_the_citing_document(writer: Writer) -> None:
    """Kế hoạch 87 về thực hiện Chỉ thị 34: stated by every document that cites both, and removed with the last of them."""
    cites: list[Mention] = [cited("87-KH/ĐUK"), (cited("34-CT/TU"), Relation.IMPLEMENTS, "87-KH/ĐUK")]
    ingest(writer, [record("/a", "A", cites), record("/b", "B", cites)])
    stated = "MATCH (a)-[r:IMPLEMENTS]->(b) RETURN a.id AS a, r.stated_by AS by, b.id AS b ORDER BY by"
    assert writer.read(stated) == [{"a": "87-KH/ĐUK", "by": "A", "b": "34-CT/TU"}, {"a": "87-KH/ĐUK", "by": "B", "b": "34-CT/TU"}]
    ingest(writer, [record("/a", "A")])
    assert writer.read(stated) == [{"a": "87-KH/ĐUK", "by": "B", "b": "34-CT/TU"}]
    ingest(writer, [record("/b", "B")])
    assert graph_of(writer) == load_into_empty_store(writer, [record("/a", "A"), record("/b", "B")])


def test_loading_again_changes_nothing(writer: Writer) -> None:
    records = corpus(12, mentions=6)
    once = load_into_empty_store(writer, records)
    report = ingest(writer, records)
    assert graph_of(writer) == once
    assert (report.documents, report.citations) == (12, 72)


def test_changed_file_replaces_its_previous_content(writer: Writer) -> None:
    other = record("/b", "B", [(RESOLUTION, Relation.BASED_ON)])
    changed = record(PLAN.path, "87-KH/TU", [(RESOLUTION, Relation.AMENDS)], title="Kế hoạch sửa", issuer=replace(PROVINCE, id="other"))
    load_into_empty_store(writer, [PLAN, other])
    ingest(writer, [changed])
    assert graph_of(writer) == load_into_empty_store(writer, [changed, other])
    assert "05-CT/TW" not in ids_of(writer, "Document")
    assert "binh-thuan.tu" in ids_of(writer, "Issuer")  # the issuer of the other document


def test_file_that_holds_another_document_removes_the_old_one(writer: Writer) -> None:
    renamed = record(PLAN.path, "88-KH/TU", [DIRECTIVE])
    load_into_empty_store(writer, [PLAN, record("/b", "B", [cited("87-KH/TU", title="cũ")])])
    ingest(writer, [renamed])
    assert property_of(writer, "87-KH/TU", "status") == "cited"
    assert property_of(writer, "87-KH/TU", "title") == "cũ"
    assert graph_of(writer) == load_into_empty_store(writer, [renamed, record("/b", "B", [cited("87-KH/TU", title="cũ")])])


def test_description_of_a_cited_document_is_independent_of_order(writer: Writer) -> None:
    citing = [
        record("/1", "1", [cited("S", title="b", issued_on=date(2000, 1, 2))]),
        record("/2", "2", [cited("S", title="a", issuer=Issuer("aa", "Ban A", level="district"))]),
        record("/3", "3", [cited("S", issued_on=date(2000, 1, 1), term="XIII")]),
    ]
    graphs = [load_into_empty_store(writer, list(order)) for order in itertools.permutations(citing)]
    assert all(graph == graphs[0] for graph in graphs)
    assert (property_of(writer, "S", "title"), property_of(writer, "S", "issued_on")) == ("a", date(2000, 1, 1))
    assert (property_of(writer, "S", "issuer"), property_of(writer, "S", "level")) == ("Ban A", "district")
    ingest(writer, [record("/2", "2")])
    assert (property_of(writer, "S", "title"), property_of(writer, "S", "issuer")) == ("b", CENTRE.name)
    assert graph_of(writer) == load_into_empty_store(writer, [citing[0], record("/2", "2"), citing[2]])


def test_loaded_document_is_described_by_its_own_file(writer: Writer) -> None:
    own, citing = record("/own", "S", title="đúng"), record("/1", "1", [cited("S", title="a sai", place="Huế")])
    for order in ([own, citing], [citing, own]):
        load_into_empty_store(writer, order)
        assert (property_of(writer, "S", "status"), property_of(writer, "S", "title")) == ("loaded", "đúng")
        assert property_of(writer, "S", "place") is None


def test_first_path_wins_for_two_files_of_one_document(writer: Writer) -> None:
    first, second = record("/a", "D", [DIRECTIVE], title="một"), record("/b", "D", [RESOLUTION], title="hai")
    graphs = []
    for order in ([first, second], [second, first]):
        writer.write(lambda transaction: transaction.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n"))
        reports = [ingest(writer, [one]) for one in order]
        graphs.append(graph_of(writer))
    assert graphs[0] == graphs[1] == load_into_empty_store(writer, [second, first])
    assert reports[0].duplicates == [] and reports[1].duplicates == []
    report = ingest(writer, [second])
    assert report.duplicates == [("/b", "/a")]
    assert (report.documents, report.citations) == (0, 0)
    assert property_of(writer, "D", "title") == "một"
    assert edges_of(writer, "CITES") == {("D", "CITES", "05-CT/TW")}


def test_duplicate_file_replaces_the_removed_first_file(writer: Writer) -> None:
    first, second, third = record("/a", "D", [DIRECTIVE]), record("/b", "D", [RESOLUTION], title="hai"), record("/c", "D")
    moved = record("/a", "E")
    for change in (lambda: ingest(writer, [moved]), lambda: prune(writer, ["/a"], [])):
        load_into_empty_store(writer, [third, second, first])
        change()
        assert property_of(writer, "D", "title") == "hai"
        assert edges_of(writer, "CITES") == {("D", "CITES", "04-NQ/TW")}
    assert graph_of(writer) == load_into_empty_store(writer, [third, second])


def test_prune_removes_missing_files_below_the_roots(writer: Writer) -> None:
    kept, gone, elsewhere = record("/a/kept", "A", [cited("B")]), record("/a/gone", "B", [DIRECTIVE]), record("/ab/gone", "C", [RESOLUTION])
    load_into_empty_store(writer, [kept, gone, elsewhere])
    assert prune(writer, ["/a"], ["/a/kept"]) == 1
    assert loaded_files(writer).keys() == {"/a/kept", "/ab/gone"}
    assert graph_of(writer) == load_into_empty_store(writer, [kept, elsewhere])
    assert property_of(writer, "B", "status") == "cited"
    assert prune(writer, ["/"], []) == 2
    assert graph_of(writer) == set()


@pytest.mark.parametrize("seed", range(3))
def test_any_history_gives_the_graph_of_a_fresh_load(writer: Writer, seed: int) -> None:
    """Compare random loads, changes, renamed documents, copies and removals with a single load of the resulting files."""
    draw = random.Random(seed)
    files: dict[str, NewFile] = {}
    ids = [f"D{number}" for number in range(6)]
    issuers = (None, CENTRE, replace(CENTRE, name="Trung ương"), PROVINCE, replace(PROVINCE, parent_id="other", successor_id=None))
    for _ in range(20):
        if draw.random() < 0.25 and files:
            gone = draw.sample(sorted(files), k=draw.randint(1, min(3, len(files))))
            files = {path: one for path, one in files.items() if path not in gone}
            prune(writer, ["/"], list(files))
        else:
            arriving = []
            for path in draw.sample([f"/{number}" for number in range(8)], k=draw.randint(1, 4)):
                cites: list[Mention] = []
                for _ in range(draw.randint(0, 4)):
                    source = draw.choice(("self", *ids))
                    cites += [cited(source)] if source != "self" else []
                    target = cited(draw.choice(ids), title=draw.choice(("x", "y", None)), issuer=draw.choice(issuers))
                    cites.append((target, draw.choice(list(Relation)), source))
                arriving.append(
                    record(
                        path,
                        draw.choice(ids),
                        cites,
                        candidates=draw.sample(ids, k=draw.choice((0, 2))),
                        title=draw.choice(("t", "u")),
                        issuer=draw.choice(issuers),
                    )
                )
            files |= {one.path: one for one in arriving}
            ingest(writer, arriving)
    history = graph_of(writer)
    assert history == load_into_empty_store(writer, draw.sample(list(files.values()), k=len(files)))


def test_batch_size_does_not_change_the_graph(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    records = corpus(15, mentions=8)
    together = load_into_empty_store(writer, records)
    monkeypatch.setattr(ingesting, "_ROWS", 1)
    assert load_into_empty_store(writer, records) == together


def test_repeated_path_keeps_its_last_record(writer: Writer) -> None:
    ingest(writer, [PLAN, record(PLAN.path, "88-KH/TU")])
    assert ids_of(writer, "Document") == {"88-KH/TU"}


def test_skipped_and_failed_files_are_counted(writer: Writer) -> None:
    done: list[str] = []
    report = ingest(writer, [Unchanged("/u"), PLAN, Failure("/f", "not UTF-8")], on_progress=done.append)
    assert (report.documents, report.skipped, report.failed) == (1, 1, [("/f", "not UTF-8")])
    assert sorted(done) == ["/a/87.txt", "/f", "/u"]
    assert loaded_files(writer) == {PLAN.path: FileState(PLAN.sha256)}


def test_record_refused_by_the_store_fails_alone(writer: Writer) -> None:
    report = ingest(writer, [PLAN, record("/bad", "BAD", text="\ud800"), record("/b", "B")])
    assert [path for path, _ in report.failed] == ["/bad"]
    assert "store refused it" in report.failed[0][1]
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
    report = LoadReport(documents=1200, citations=3, skipped=2, failed=[("/f", "not UTF-8")], duplicates=[("/b", "/a")], seconds=1.23456)
    table = dict(report.rows())
    assert (table["documents"], table["skipped"], table["failed"], table["duplicates"], table["seconds"]) == ("1,200", "2", "1", "1", "1.2")
    report_json = json.loads(json.dumps(report.to_json()))
    assert table.keys() == report_json.keys()
    assert report_json["failed"] == [{"path": "/f", "reason": "not UTF-8"}]
    assert report_json["duplicates"] == [{"path": "/b", "same_as": "/a"}]


def test_corpus_of_the_tests_holds_every_relation() -> None:
    assert {one.relation for item in corpus(20) for one in item.record.relationships} == set(Relation) - {Relation.CITES}
    assert len(set(paths(corpus(20)))) == 20
