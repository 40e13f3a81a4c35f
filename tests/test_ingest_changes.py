"""Test that the graph depends only on the files in it, not on the order of loading, changing and removing them."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from datetime import date

import pytest
from checked_loading import DIRECTIVE, PLAN, RESOLUTION, ingest, load_into_empty_store, property_of
from records import CENTRE, PROVINCE, Mention, cited, corpus, edges_of, graph_of, ids_of, record

from danchieu.graph.loading.arrivals import NewFile
from danchieu.graph.loading.ingest import Duplicate, loaded_files, prune
from danchieu.graph.model import Issuer, Relation
from danchieu.graph.store.bolt import Writer


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
    assert report.duplicates == [Duplicate("/b", "/a")]
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
    issuers = (
        None,
        CENTRE,
        replace(CENTRE, name="Trung ương"),
        PROVINCE,
        replace(PROVINCE, parent=Issuer("other", "Ban B"), successor=None),
    )
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
