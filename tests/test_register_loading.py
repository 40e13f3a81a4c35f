"""Test loading registers: the stubs that they resolve, changed and removed registers, and independence of the order of loading."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from records import graph_of
from register_files import REGISTER, write_register
from shell import run

from danchieu.graph.checks.findings import integrity
from danchieu.graph.loading.ingest import loaded_files
from danchieu.graph.settings import Settings
from danchieu.graph.store.bolt import open_store

PLAN = """TỈNH ỦY BÌNH THUẬN            ĐẢNG CỘNG SẢN VIỆT NAM
         *
    Số {number}-KH/TU                Phan Thiết, ngày {number} tháng 6 năm 2018

KẾ HOẠCH
về việc tiếp theo

Căn cứ Kế hoạch số 10-KH/TU ngày 10/6/2018 của Tỉnh ủy và Quyết định số 10/2017/QĐ-UBND của Ủy ban nhân dân tỉnh, Tỉnh ủy xây dựng kế hoạch.
"""


@pytest.fixture
def store(embedded_store: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("DANCHIEU_STORE", embedded_store.store)
    return embedded_store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    for number in (11, 12):
        (folder / f"kh-{number}.txt").write_text(PLAN.format(number=number), encoding="utf-8")
    return folder


def load(*arguments: object) -> dict[str, object]:
    ran = run("load", *arguments, "--json")
    report: dict[str, object] = json.loads(ran.out)
    assert ran.status == bool(report["failed"]), ran.err
    return report


def graph(store: Settings) -> set[tuple[object, ...]]:
    with open_store(store) as writer:
        assert integrity(writer) == []
        return graph_of(writer)


def documents(store: Settings) -> dict[str, dict[str, object]]:
    with open_store(store, mode="read") as reader:
        return {row["d"]["id"]: row["d"] for row in reader.read("MATCH (d:Document) RETURN d")}


def resolutions(store: Settings) -> set[tuple[str, str, str]]:
    with open_store(store, mode="read") as reader:
        query = "MATCH (c:Citation)-[:REFERS_TO]->(d:Document) RETURN c.symbol AS symbol, c.resolution AS resolution, d.id AS id"
        return {(row["symbol"], row["resolution"], row["id"]) for row in reader.read(query)}


def test_register_resolves_stubs(folder: Path, store: Settings) -> None:
    load(folder)
    assert {resolution for _, resolution, _ in resolutions(store)} == {"stub"}
    report = load(folder, "--register", write_register(folder))
    assert (report["listed"], report["relinked"], report["failed"]) == (3, 2, [])
    assert resolutions(store) == {
        ("10-KH/TU", "resolved", "binh-thuan.tu/2015-2020/kh-10"),
        ("10/2017/QĐ-UBND", "resolved", "binh-thuan.ubnd/2017/qd-10-2017"),
    }
    listed = documents(store)["tw/xiii/nq-57"]
    assert (listed["status"], listed["title"], listed["issued_on"]) == ("cited", "về đột phá", date(2024, 12, 22))
    assert listed["issuer_words"] == "Bộ Chính trị"
    with open_store(store, mode="read") as reader:
        query = "MATCH (f:File)-[d:LISTS]->(:Document {id: 'tw/xiii/nq-57'}) RETURN f.register AS file, f.part AS part, d.line AS line"
        assert reader.read(query) == [{"file": write_register(folder).as_posix(), "part": 1, "line": 5}]
    [shown] = json.loads(run("query", "document", "-p", "document=57-NQ/TW", "--format", "json").out)
    assert (shown["issuer_words"], shown["registers"]) == ("Bộ Chính trị", [{"listed_in": "known.csv", "line": 5}])
    assert "known.csv, line 5" in run("query", "document", "-p", "document=57-NQ/TW").out


def test_register_entries_stay_known_for_later_loads(folder: Path, store: Settings) -> None:
    load(folder, "--register", write_register(folder))
    once = graph(store)
    again = load(folder, "--register", write_register(folder))
    assert (again["listed"], again["relinked"]) == (0, 0)
    assert graph(store) == once
    (folder / "kh-13.txt").write_text(PLAN.format(number=13), encoding="utf-8")
    assert load(folder)["resolved"] == 2


def test_order_of_loading_does_not_change_the_graph(folder: Path, store: Settings) -> None:
    known, others = write_register(folder), [folder / "kh-11.txt", folder / "kh-12.txt"]
    other = write_register(folder, "symbol,date,title\n57-NQ/TW,22/12/2024,đột phá phát triển\n", "other.csv")
    graphs = []
    ways: list[list[list[object]]] = [
        [[*others, "--register", known, "--register", other]],
        [[others[0], "--register", other], [others[1]], [others[1], "--register", known]],
        [[others[1], "--register", known], [others[0], "--register", other]],
    ]
    for steps in ways:
        with open_store(store) as writer:
            writer.write(lambda transaction: transaction.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n"))
        for step in steps:
            load(*step)
        graphs.append(graph(store))
    assert graphs[0] == graphs[1] == graphs[2]


def test_changed_register_replaces_its_previous_rows(folder: Path, store: Settings) -> None:
    header, first, others = REGISTER.split("\n", 2)
    many = "".join(f"{number}-CT/TW;15/5/2016;;Bộ Chính trị;;\n" for number in range(1, 600))  # more than one part of a register
    load(folder, "--register", write_register(folder, f"{header}\n{first}\n{many}{others}"))
    with open_store(store) as writer:
        assert {path.rpartition("/")[2] for path in loaded_files(writer)} == {"1", "2", "kh-11.txt", "kh-12.txt"}
    report = load(folder, "--register", write_register(folder, f"{header}\n{first}\n"))
    assert report["relinked"] == 2
    assert "tw/xiii/nq-57" not in documents(store)
    assert ("10/2017/QĐ-UBND", "stub", "binh-thuan.ubnd/2017/qd-10-2017") in resolutions(store)
    with open_store(store) as writer:
        assert {path.rpartition("/")[2] for path in loaded_files(writer)} == {"1", "kh-11.txt", "kh-12.txt"}


def test_prune_removes_only_a_register_whose_file_is_gone(folder: Path, store: Settings) -> None:
    path = folder / "known.csv"
    path.write_text(REGISTER, encoding="utf-8")
    load(folder, "--register", path)
    assert load(folder, "--prune")["pruned"] == 0
    path.unlink()
    assert load(folder, "--prune")["pruned"] == 1
    assert "tw/xiii/nq-57" not in documents(store)
    assert {resolution for _, resolution, _ in resolutions(store)} == {"stub"}


def test_loaded_document_overrides_its_register_entry_until_removed(folder: Path, store: Settings) -> None:
    path = write_register(folder, REGISTER + "11-KH/TU;11/6/2018;kế hoạch khác;Tỉnh ủy;Bình Thuận;\n")
    load(folder / "kh-12.txt", "--register", path)
    id_ = "binh-thuan.tu/2015-2020/kh-11"
    assert documents(store)[id_]["title"] == "kế hoạch khác"
    load(folder)
    assert (documents(store)[id_]["status"], documents(store)[id_]["title"]) == ("loaded", "về việc tiếp theo")
    (folder / "kh-11.txt").unlink()
    load(folder, "--prune")
    assert (documents(store)[id_]["status"], documents(store)[id_]["title"]) == ("cited", "kế hoạch khác")


def test_bad_rows_are_reported_and_the_rest_is_loaded(folder: Path, store: Settings) -> None:
    path = write_register(folder, REGISTER + "20-CT/TU;1/1/2007;;Tỉnh ủy;;\nhai;;;;;\n")
    ran = run("load", folder, "--register", path)
    assert ran.status == 1
    assert re.search(rf"failed {path} line 6: 20-CT/TU does not identify a single document \(add the issuer with its province", ran.err)
    assert re.search(rf"failed {path} line 7: 'hai' is not a symbol", ran.err)
    assert "tw/xiii/nq-57" in documents(store)


def test_signatory_in_a_register_gives_the_province_of_documents(folder: Path, store: Settings) -> None:
    (folder / "ct-20.txt").write_text(
        "TỈNH ỦY            ĐẢNG CỘNG SẢN VIỆT NAM\n*\nSố 20-CT/TU\nHội trường, ngày 16 tháng 5 năm 2018\n\nCHỈ THỊ\nvề một việc\n\n"
        "Ban Thường vụ yêu cầu thực hiện.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\n\nNguyễn Văn Một\n",
        encoding="utf-8",
    )
    load(folder, "--register", write_register(folder))
    assert documents(store)["binh-thuan.tu/2015-2020/ct-20"]["province_from"] == "signatory of other documents"


def test_a_register_in_the_folder_is_named_and_said_to_have_changed(folder: Path, store: Settings) -> None:
    path = folder / "sổ.csv"
    path.write_text(REGISTER, encoding="utf-8")
    shown = run("load", folder)
    assert f"left aside 1 .csv: no documents; give registers to danchieu load: --register '{path}'\n" in shown.err
    assert "give a register to danchieu load with --register" in run("read", path).err
    load(folder, "--register", path)
    assert run("load", folder).err == ""
    path.write_text(REGISTER + "58-NQ/TW;23/12/2024;;Bộ Chính trị;;\n", encoding="utf-8")
    stale = run("load", folder)
    assert (stale.status, stale.err) == (
        0,
        f"note {path}: it was loaded as a register and has changed; give it again: --register '{path}'\n",
    )
    assert load(folder, "--register", path)["listed"] == 4
    path.write_bytes(b"")
    assert f"note {path}: it was loaded as a register: " in run("load", folder).err


def test_rows_of_a_register_that_lack_the_same_are_counted(folder: Path, store: Settings) -> None:
    rows = "".join(f"{number}-CV/HU;{number}/3/2016;;Huyện ủy Tuy Phong;;\n" for number in range(1, 21))
    path = write_register(folder, REGISTER + rows)
    ran = run("load", folder, "--register", path)
    assert (ran.status, ran.err) == (
        1,
        f"failed {path} line 6: 1-CV/HU does not identify a single document (add the issuer with its province, as Sở Y tế tỉnh Phú Thọ) "
        "(19 more like it; --json names all)\n",
    )
    again = json.loads(run("load", folder, "--register", path, "--json").out)
    assert (len(again["failed"]), again["listed"]) == (20, 0)
