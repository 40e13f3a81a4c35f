"""Test that the graph depends only on the files in it, not on the order of loading, changing and removing them."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from datetime import date

import pytest
from checked_loading import DIRECTIVE, PLAN, RESOLUTION, ingest, load_into_empty_store, property_of
from records import Mention, cited, clear, corpus, edges_of, graph_of, ids_of, plan_id, reading
from register_files import register

from danchieu.graph.loading.ingest import Duplicate, loaded_files, outdated_files, prune
from danchieu.graph.model import Head, Reading, Register, Relation
from danchieu.graph.store.bolt import Writer

ON = date(2016, 3, 1)
CITED = cited("1-KH/TU", date=ON, issuer="Tỉnh ủy Bình Thuận")
NAMES = ("Luật Đất đai", "Luật Nhà ở", None)


def test_loading_again_changes_nothing(writer: Writer) -> None:
    readings = corpus(12, mentions=6)
    once = load_into_empty_store(writer, readings)
    report = ingest(writer, readings)
    assert graph_of(writer) == once
    assert (report.documents, report.citations, report.relinked) == (12, 72, 0)


def test_changed_file_replaces_its_previous_content(writer: Writer) -> None:
    other = reading("/b", "2-KH/TU", [(RESOLUTION, Relation.BASED_ON)])
    changed = reading(PLAN.path, "87-KH/TU", [(RESOLUTION, Relation.AMENDS)], title="Kế hoạch sửa", letterhead=("TỈNH ỦY NGHỆ AN",))
    load_into_empty_store(writer, [PLAN, other])
    ingest(writer, [changed])
    assert graph_of(writer) == load_into_empty_store(writer, [changed, other])
    assert "tw/xii/ct-5" not in ids_of(writer, "Document")
    assert ids_of(writer, "Issuer") >= {"binh-thuan.tu", "nghe-an.tu"}  # the issuer of the other document is still there


def test_file_with_other_metadata_replaces_its_previous_content(writer: Writer) -> None:
    """The bytes of the file are the same, so that its digest is: only what its header states differs."""
    titles = ("về một việc", "về hai việc khác hẳn")
    before, after = (replace(reading("/a", "1-KH/TU"), sha256="a" * 64, metadata=title) for title in titles)
    before, after = (replace(one, head=replace(one.head, title=one.metadata)) for one in (before, after))
    citing = reading("/b", "2-KH/TU", [cited("1-KH/TU", title=titles[1])])
    load_into_empty_store(writer, [before, citing])
    ingest(writer, [after])
    assert property_of(writer, plan_id(1), "title") == titles[1]
    assert graph_of(writer) == load_into_empty_store(writer, [after, citing])


def test_file_that_holds_another_document_removes_the_old_one(writer: Writer) -> None:
    renamed, citing = reading("/a", "88-KH/TU", [DIRECTIVE]), reading("/b", "2-KH/TU", [replace(CITED, title="cũ")])
    load_into_empty_store(writer, [reading("/a", "1-KH/TU", issued_on=ON, title="mới"), citing])
    assert property_of(writer, plan_id(1), "title") == "mới"
    ingest(writer, [renamed])
    assert property_of(writer, plan_id(1), "status") == "cited"
    assert property_of(writer, plan_id(1), "title") == "cũ"
    assert graph_of(writer) == load_into_empty_store(writer, [renamed, citing])


def test_description_of_a_cited_document_is_independent_of_order(writer: Writer) -> None:
    citing = [
        reading("/1", "1-KH/TU", [cited("901-CT/TW", title="b", date=date(2017, 1, 2))]),
        reading("/2", "2-KH/TU", [cited("901-CT/TW", title="a", date=date(2017, 1, 2), issuer="Bộ Chính trị")]),
        reading("/3", "3-KH/TU", [cited("901-CT/TW", date=date(2017, 1, 1), type="Chỉ thị", term="XII", issuer="Ban Bí thư")]),
    ]
    graphs = [load_into_empty_store(writer, order) for order in itertools.permutations(citing)]
    assert all(graph == graphs[0] for graph in graphs)
    id_ = "tw/xii/ct-901"
    assert (property_of(writer, id_, "title"), property_of(writer, id_, "issued_on")) == ("a", date(2017, 1, 2))
    assert property_of(writer, id_, "issuer_words") == "Ban Bí thư"
    ingest(writer, [reading("/2", "2-KH/TU")])
    assert (property_of(writer, id_, "title"), property_of(writer, id_, "issued_on")) == ("b", date(2017, 1, 1))
    assert graph_of(writer) == load_into_empty_store(writer, [citing[0], reading("/2", "2-KH/TU"), citing[2]])


def test_loaded_document_is_described_by_its_own_file(writer: Writer) -> None:
    own = reading("/own", "1-KH/TU", title="đúng", issued_on=ON)
    citing = reading("/1", "2-KH/TU", [replace(CITED, title="a sai")])
    graphs = []
    for order in ([own, citing], [citing, own]):
        clear(writer)
        for one in order:
            ingest(writer, [one])
        assert (property_of(writer, plan_id(1), "status"), property_of(writer, plan_id(1), "title")) == ("loaded", "đúng")
        graphs.append(graph_of(writer))
    assert graphs[0] == graphs[1] == load_into_empty_store(writer, [own, citing])


def test_first_path_wins_for_two_files_of_one_document(writer: Writer) -> None:
    first, second = reading("/a", "1-KH/TU", [DIRECTIVE], title="một"), reading("/b", "1-KH/TU", [RESOLUTION], title="một hai")
    graphs = []
    for order in ([first, second], [second, first]):
        clear(writer)
        reports = [ingest(writer, [one]) for one in order]
        graphs.append(graph_of(writer))
        assert [duplicate for report in reports for duplicate in report.duplicates] == (
            [Duplicate("/b", "/a")] if order[0] is first else []
        )
    assert graphs[0] == graphs[1] == load_into_empty_store(writer, [second, first])
    report = ingest(writer, [second])
    assert report.duplicates == [Duplicate("/b", "/a")]
    assert (report.documents, report.citations) == (0, 0)
    assert property_of(writer, plan_id(1), "title") == "một"
    assert edges_of(writer, "CITES") == {(plan_id(1), "CITES", "tw/xii/ct-5")}


def test_duplicate_file_replaces_the_removed_first_file(writer: Writer) -> None:
    first, second, third = (
        reading("/a", "1-KH/TU", [DIRECTIVE]),
        reading("/b", "1-KH/TU", [RESOLUTION], title="hai"),
        reading("/c", "1-KH/TU"),
    )
    moved = reading("/a", "9-KH/TU")
    for change in (lambda: ingest(writer, [moved]), lambda: prune(writer, ["/a"], [])):
        load_into_empty_store(writer, [third, second, first])
        change()
        assert property_of(writer, plan_id(1), "title") == "hai"
        assert edges_of(writer, "CITES") == {(plan_id(1), "CITES", "tw/xii/nq-4")}
    assert graph_of(writer) == load_into_empty_store(writer, [third, second])


def test_prune_removes_missing_files_below_the_roots(writer: Writer) -> None:
    kept = reading("/a/kept", "2-KH/TU", [CITED])
    gone, elsewhere = reading("/a/gone", "1-KH/TU", [DIRECTIVE], issued_on=ON), reading("/ab/gone", "3-KH/TU", [RESOLUTION])
    load_into_empty_store(writer, [kept, gone, elsewhere])
    assert prune(writer, ["/a"], ["/a/kept"]) == 1
    assert loaded_files(writer).keys() == {"/a/kept", "/ab/gone"}
    assert graph_of(writer) == load_into_empty_store(writer, [kept, elsewhere])
    assert property_of(writer, plan_id(1), "status") == "cited"
    assert prune(writer, ["/"], []) == 2
    assert graph_of(writer) == set()


def test_row_of_a_register_that_changes_replaces_what_it_said(writer: Writer) -> None:
    head = Head(CITED.symbol, issued_on=ON, letterhead=("Tỉnh ủy Bình Thuận",))
    before, after = (register("/known.csv", replace(head, title=title)) for title in ("một", "hai"))
    citing = reading("/b", "2-KH/TU", [CITED])
    load_into_empty_store(writer, [before, citing])
    ingest(writer, [after])
    assert property_of(writer, plan_id(1), "title") == "hai"
    assert graph_of(writer) == load_into_empty_store(writer, [after, citing])


def test_registers_of_one_name_are_told_apart(writer: Writer) -> None:
    head = Head(CITED.symbol, issued_on=ON, letterhead=("Tỉnh ủy Bình Thuận",))
    one, other = (register(f"/{folder}/known.csv", replace(head, title=folder)) for folder in "ab")
    graphs = [load_into_empty_store(writer, order) for order in ([one, other], [other, one])]
    assert graphs[0] == graphs[1]
    ingest(writer, [], leaving=["/b/known.csv/1"])
    assert graph_of(writer) == load_into_empty_store(writer, [one])


def test_files_are_learnt_again_by_other_rules(writer: Writer) -> None:
    readings = [*corpus(8, mentions=5), reading("/law", "99-KH/TU", [cited(None, name="Luật Đất đai")])]
    whole = load_into_empty_store(writer, readings)
    writer.write(
        lambda t: t.run("MATCH (g:Group) SET g.facts = 'of other rules' WITH count(*) AS n MATCH (s:Schema) SET s.rules = 'other'")
    )
    writer.write(lambda t: t.run("CREATE (:Group {id: '77//QĐ/XX', facts: 'that these rules do not read'})"))
    report = ingest(writer, [])
    assert graph_of(writer) == whole
    assert (report.documents, report.relinked, report.failed) == (0, 0, [])
    assert outdated_files(writer, "others still") == {one.path for one in readings}


def draw_reading(draw: random.Random, path: str) -> Reading:
    """Draw a text of few numbers, days and bodies, that cites others of these: by date, by words, by number alone, or a law by its name."""
    numbers, days = range(1, 6), (date(2015, 4, 2), date(2016, 3, 1), date(2017, 5, 9))
    issuers = ("Tỉnh ủy Bình Thuận", "Tỉnh ủy Nghệ An", "Tỉnh ủy", None, None)
    cites: list[Mention] = []
    for _ in range(draw.randint(0, 4)):
        if name := draw.choice((*NAMES, None)):
            cites.append(cited(None, name=name, date=draw.choice((None, date(2013, 11, 29)))))
            continue
        symbol = f"{draw.choice(('', '', '0'))}{draw.choice(numbers)}-{draw.choice(('KH/TU', 'KH/TU', 'CT/TW'))}"
        stated = {"date": draw.choice((*days, None, None)), "title": draw.choice(("một việc", "hai chuyện", None))}
        stated |= {"issuer": draw.choice(issuers) if symbol.endswith("TU") else None}
        source = draw.choice(("self", f"{draw.choice(numbers)}-KH/TU"))
        cites.append((cited(symbol, **stated), draw.choice(list(Relation)), source))
    return reading(
        path,
        draw.choice((*(f"{number}-KH/TU" for number in numbers), "3-CT/TW", None)),
        cites,
        text=draw.choice(("x", "y")),
        title=draw.choice(("một việc", "hai chuyện")),
        issued_on=draw.choice((*days, None)),
        letterhead=(draw.choice(("TỈNH ỦY BÌNH THUẬN", "TỈNH ỦY NGHỆ AN", "TỈNH ỦY", "TỈNH ỦY")),),
        signatory=draw.choice(("Nguyễn Văn Một", "Trần Văn Hai", None)),
    )


def draw_register(draw: random.Random, path: str) -> Register:
    places = ("Tỉnh ủy Bình Thuận", "Tỉnh ủy Nghệ An")
    rows = (
        Head(
            cited(f"{draw.randint(1, 5)}-KH/TU").symbol,
            issued_on=date(2016, 3, draw.randint(1, 2)),
            title=draw.choice(("một việc", "hai chuyện")),
            letterhead=(draw.choice(places),),
            signatory=draw.choice(("Nguyễn Văn Một", None)),
        )
        for _ in range(draw.randint(1, 3))
    )
    return register(path, *rows)


@pytest.mark.parametrize("seed", range(6))
def test_any_history_gives_the_graph_of_a_fresh_load(writer: Writer, seed: int) -> None:
    """Compare random loads, changes, renamed documents, copies and removals with a single load of the resulting files."""
    draw = random.Random(seed)
    files: dict[str, Reading | Register] = {}
    for _ in range(14):
        if draw.random() < 0.25 and files:
            gone = draw.sample(sorted(files), k=draw.randint(1, min(3, len(files))))
            files = {path: one for path, one in files.items() if path not in gone}
            ingest(writer, [], leaving=gone)
        else:
            arriving: list[Reading | Register] = [
                draw_reading(draw, path) for path in draw.sample([f"/{n}" for n in range(8)], k=draw.randint(1, 4))
            ]
            if draw.random() < 0.3:
                arriving.append(draw_register(draw, draw.choice(("/a/known.csv", "/b/known.csv"))))
            files |= {one.path: one for one in arriving}
            ingest(writer, arriving)
    history = graph_of(writer)
    assert history == load_into_empty_store(writer, draw.sample(list(files.values()), k=len(files)))
