"""Test the nodes and edges that a reading becomes."""

from __future__ import annotations

from datetime import date
from typing import Any

from checked_loading import DIRECTIVE, PLAN, ingest, load_into_empty_store
from directives import readings
from records import EDGES, NODES, Mention, cited, corpus, edges_of, graph_of, ids_of, plan_id, reading
from register_files import register

from danchieu.graph.model import Head, ProvinceHint, Relation, citation_id
from danchieu.graph.store import schema
from danchieu.graph.store.bolt import Writer


def test_reading_becomes_nodes_and_edges(writer: Writer) -> None:
    report = ingest(writer, [PLAN])
    first, second, third = (citation_id(PLAN.sha256, one.span, one.text) for one in PLAN.citations)
    plan = plan_id(87)
    assert edges_of(writer, *(relation.name for relation in schema.RELATION_TYPES)) == {
        ("/a/87.txt", "HOLDS", plan),
        ("/a/87.txt", "RESTS_ON", "87//KH/TU"),
        (plan, "MAKES", first),
        (plan, "MAKES", second),
        (plan, "MAKES", third),
        (first, "REFERS_TO", "tw/xii/ct-5"),
        (second, "REFERS_TO", "tw/xii/ct-5"),
        (third, "REFERS_TO", "tw/xii/nq-4"),
        (plan, "CITES", "tw/xii/ct-5"),
        (plan, "CITES", "tw/xii/nq-4"),
        (plan, "IMPLEMENTS", "tw/xii/ct-5"),
        (plan, "ISSUED_BY", "binh-thuan.tu"),
        ("tw/xii/ct-5", "ISSUED_BY", "tw"),
        ("tw/xii/nq-4", "ISSUED_BY", "tw"),
        ("binh-thuan.tu", "PART_OF", "tw"),
        ("lam-dong-2025.tu", "PART_OF", "tw"),
        ("binh-thuan.tu", "SUCCEEDED_BY", "lam-dong-2025.tu"),
    }
    [edge] = writer.read("MATCH (:Document)-[r:IMPLEMENTS]->(:Document) RETURN properties(r) AS edge")
    assert edge["edge"] == {
        "mentions": 2,
        "confidence": 0.9,
        "stated_by": plan,
        "citations": [first, second],
        "cue": "thực hiện",
        "quote": "thực hiện số 05-CT/TW",
    }
    assert (report.documents, report.citations, report.resolved, report.ambiguous, report.stubs) == (1, 3, 3, 0, 0)
    assert ids_of(writer, "Group") == {"87//KH/TU", "5//CT/TW", "4//NQ/TW"}


def test_document_has_the_properties_of_its_file(writer: Writer) -> None:
    hint = ProvinceHint("Bình Thuận", "place line")
    local: dict[str, Any] = {"letterhead": ("TỈNH ỦY",), "place": "Phan Thiết", "province_hint": hint, "title": "Kế hoạch"}
    ingest(writer, [reading("/a/87.txt", "87-KH/TU", **local)])
    [row] = writer.read("MATCH (d:Document {status: 'loaded'}) RETURN d")
    assert row["d"] == {
        "id": plan_id(87),
        "symbol": "87-KH/TU",
        "group": "87//KH/TU",
        "number": "87",
        "type": "Kế hoạch",
        "type_code": "KH",
        "title": "Kế hoạch",
        "issued_on": date(2016, 8, 1),
        "year": 2016,
        "term": "2015-2020",
        "period": "2015-2020",
        "system": "party",
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
    rows = register("/known.csv", Head(DIRECTIVE.symbol, issued_on=date(2016, 5, 15)))
    first, second, *others = readings()
    law = reading("/law", "99-KH/TU", [cited(None, name="Luật Đất đai")])
    ingest(writer, [*corpus(10, mentions=9), first, *others, PLAN, rows, law])
    ingest(writer, [second])
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
    assert found == types.keys()


def test_an_ambiguous_citation_keeps_its_candidates(writer: Writer) -> None:
    known = [cited("901-CT/TW", date=on) for on in (date(2016, 8, 1), date(2021, 8, 1))]
    undated = reading("/a", "1-KH/TU", [cited("901-CT/TW")], issued_on=date(2024, 1, 2))
    report = ingest(writer, [undated, *(reading(f"/{n}", f"{n}-KH/TU", [one, one]) for n, one in enumerate(known, start=2))])
    scored = {row["target"]: row["properties"]["score"] for row in writer.read(EDGES) if row["type"] == "MAY_REFER_TO"}
    assert scored.keys() == {"tw/xii/ct-901", "tw/xiii/ct-901"}
    assert all(0 < score < 1 for score in scored.values()) and sum(scored.values()) <= 1
    assert {edge for edge in edges_of(writer, "CITES", "REFERS_TO") if edge[0] == "binh-thuan.tu/2020-2025/kh-1"} == set()
    assert (report.citations, report.ambiguous) == (5, 1)


def test_no_document_relates_to_itself(writer: Writer) -> None:
    own = cited("1-KH/TU", date=date(2016, 8, 1), issuer="Tỉnh ủy Bình Thuận")
    report = ingest(writer, [reading("/a", "1-KH/TU", [(own, Relation.AMENDS), DIRECTIVE])])
    assert edges_of(writer, "CITES", "AMENDS") == {(plan_id(1), "CITES", "tw/xii/ct-5")}
    assert report.citations == 1
    assert writer.read("MATCH (d:Document {status: 'loaded'}) RETURN d.self_citations AS citations") == [{"citations": 1}]


def test_relation_between_cited_documents_names_the_citing_document(writer: Writer) -> None:
    """Kế hoạch 87 về thực hiện Chỉ thị 34: stated by every document that cites both, and removed with the last of them."""
    plan, directive = cited("87-KH/TU", date=date(2016, 3, 1)), cited("34-CT/TU", date=date(2016, 2, 1))
    cites: list[Mention] = [plan, (directive, Relation.IMPLEMENTS, "87-KH/TU")]
    ingest(writer, [reading("/a", "1-KH/TU", cites), reading("/b", "2-KH/TU", cites)])
    stated = "MATCH (a)-[r:IMPLEMENTS]->(b) RETURN a.id AS a, r.stated_by AS by, b.id AS b ORDER BY by"
    first, second = ({"a": plan_id(87), "by": plan_id(number), "b": "binh-thuan.tu/2015-2020/ct-34"} for number in (1, 2))
    assert writer.read(stated) == [first, second]
    ingest(writer, [reading("/a", "1-KH/TU")])
    assert writer.read(stated) == [second]
    ingest(writer, [reading("/b", "2-KH/TU")])
    assert graph_of(writer) == load_into_empty_store(writer, [reading("/a", "1-KH/TU"), reading("/b", "2-KH/TU")])
