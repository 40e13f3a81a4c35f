"""Test the nodes and edges that a record becomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from checked_loading import PLAN, ingest, load_into_empty_store
from records import EDGES, NODES, Mention, cited, corpus, edges_of, graph_of, ids_of, record

from danchieu.graph.model import Evidence, Relation
from danchieu.graph.store import schema
from danchieu.graph.store.bolt import Writer


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
