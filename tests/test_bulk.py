"""Test that the offline import makes the same graph as a load over Bolt."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from neo4j_server import PASSWORD, Neo4jServer
from offline_import import graph_of, import_files
from register_files import write_register

from danchieu import pipeline
from danchieu.bulk import write_bulk
from danchieu.graph.errors import SettingsError
from danchieu.graph.loading.bulk.holdings import Held, Holdings
from danchieu.graph.loading.bulk.import_files import ImportFiles
from danchieu.graph.model import Row
from danchieu.graph.settings import Settings
from danchieu.graph.store.bolt import Transaction, open_store

JARS = os.environ.get("DANCHIEU_TEST_NEO4J_JARS")
SAMPLE = Path(__file__).parents[1] / "data/sample"
ODD = """TỈNH ỦY BÌNH THUẬN            ĐẢNG CỘNG SẢN VIỆT NAM
         *
    Số 87-KH/TU                Phan Thiết, ngày 1 tháng 8 năm 2016

KẾ HOẠCH
thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị về "học tập, làm theo"; tư tưởng \\Bác\\ và 'khác'

Căn cứ Chỉ thị số 05-CT/TW
của Bộ Chính trị, Nghị quyết số 10-NQ/TU; khoản 2 Điều 5, Điều 7 Luật Đất đai số 45/2013/QH13 ngày 29/11/2013.

K/T BÍ THƯ
Trần Văn An
"""
SIGNED = """ĐẢNG CỘNG SẢN VIỆT NAM
{place}
Số {number}-TB/TU, ngày 2 tháng 9 năm 2016

THÔNG BÁO
về việc thực hiện Chỉ thị số 05-CT/TW và Kế hoạch số 87-KH/TU

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Trần Văn An
"""


@pytest.fixture
def sources(tmp_path: Path) -> pipeline.Sources:
    """Return the sample with a register, odd characters, two files of one document, and texts that only another places."""
    documents = tmp_path / "documents"
    documents.mkdir()
    sample = sorted(path for path in SAMPLE.rglob("*") if path.suffix in {".txt", ".md"})
    again = next(path for path in sample if path.suffix == ".txt")
    (documents / "again.txt").write_bytes(again.read_bytes() + b"\n")
    (documents / "odd.txt").write_text(ODD, encoding="utf-8")
    (documents / "windows.txt").write_bytes(ODD.replace("87-KH", "88-KH").replace("\n", "\r\n").encode())
    (documents / "empty.txt").write_text("", encoding="utf-8")
    (documents / "placed.txt").write_text(SIGNED.format(number=501, place="TỈNH ỦY BÌNH THUẬN"), encoding="utf-8")
    (documents / "open.txt").write_text(SIGNED.format(number=502, place=""), encoding="utf-8")
    return pipeline.find_sources([SAMPLE, documents], [write_register(documents)])


@pytest.mark.skipif(not JARS, reason="DANCHIEU_TEST_NEO4J_JARS is not set to the folder of the Neo4j jars; see tests/neo4j/pom.xml")
@pytest.mark.parametrize("processes", [1, 2])
def test_import_makes_the_same_graph_as_a_load(sources: pipeline.Sources, tmp_path: Path, processes: int) -> None:
    jars, files = Path(JARS or ""), tmp_path / "files"
    report, _ = write_bulk(files, sources, processes=processes)
    loading, importing = Neo4jServer(jars, tmp_path / "loaded"), Neo4jServer(jars, tmp_path / "imported")
    import_files(jars, tmp_path / "imported", files)
    try:
        loading.start()
        importing.start()
        with (
            open_store(Settings(loading.url, "neo4j", PASSWORD)) as loaded,
            open_store(Settings(importing.url, "neo4j", PASSWORD)) as store,
        ):
            expected = pipeline.load_sources(loaded, sources)
            assert graph_of(store) == graph_of(loaded)
            ignored = {"seconds": 0.0}
            assert report.to_json() | ignored == expected.to_json() | ignored
            assert len(report.duplicates) == 1 and report.listed == 3
            assert store.write(names_of_constraints) == loaded.write(names_of_constraints) != []
            assert pipeline.load_sources(store, sources).documents == 0
            assert graph_of(store) == graph_of(loaded)
    finally:
        loading.stop()
        importing.stop()


def names_of_constraints(transaction: Transaction) -> list[Row]:
    return transaction.run("SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name")


def test_command_line_prints_the_command_of_the_import(tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text(ODD, encoding="utf-8")
    command = [sys.executable, "-m", "danchieu", "load", str(tmp_path / "odd.txt"), "--bulk", str(tmp_path / "files")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert f"cd {tmp_path / 'files'} && neo4j-admin database import full neo4j @import.args" in done.stdout
    assert not (tmp_path / "files/work").exists()
    refused = subprocess.run([*command, "--json"], capture_output=True, text=True, timeout=120)
    assert refused.returncode == 2 and "not empty" in refused.stderr
    again = subprocess.run([*command[:-1], str(tmp_path / "other"), "--json"], capture_output=True, text=True, timeout=120)
    assert json.loads(again.stdout)["documents"] == 1


def test_folder_that_is_not_empty_is_refused(sources: pipeline.Sources, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="not empty"):
        write_bulk(tmp_path, sources)


@pytest.mark.parametrize(
    ("properties", "field"),
    [
        ({"text": 'a "b"\nc'}, '"a ""b""\nc"'),
        ({"text": ""}, '""'),
        ({"text": "a,b"}, '"a,b"'),
        ({"headings": ["a;b", 'c "d"']}, '"a;b\x1fc ""d"""'),
        ({"confidence": 0.1}, "0.1"),
        ({"start": 12}, "12"),
    ],
)
def test_value_is_written_as_the_import_reads_it(properties: dict[str, object], field: str, tmp_path: Path) -> None:
    with ImportFiles(tmp_path) as files:
        files.add_node("Citation", properties)
    [path] = tmp_path.iterdir()
    assert path.read_text(encoding="utf-8").strip(",\n") == field


def test_unknown_property_and_dividing_character_are_refused(tmp_path: Path) -> None:
    with ImportFiles(tmp_path) as files:
        with pytest.raises(ValueError, match="no property length"):
            files.add_node("Citation", {"length": 1})
        with pytest.raises(ValueError, match="divides"):
            files.add_node("Citation", {"headings": ["a\x1fb"]})


def test_smallest_path_holds_a_document_and_equal_bytes_hold_one(tmp_path: Path) -> None:
    holdings = Holdings(tmp_path)
    holdings.add(
        [
            Held("/c", "plan", "1", True),
            Held("/b", "plan", "2", True),
            Held("/d", "notice", "2", True),
            Held("/e", "notice", "3", True),
            Held("/f", "letter", "3", False),
        ]
    )
    assert holdings.refuse() == {"/d": "/b"}
    assert list(holdings.waiting()) == [("/c", "/b")]
    assert holdings.firsts(["/b", "/c", "/d", "/e"]) == {"/b": ("plan", "/b"), "/c": ("plan", "/b"), "/e": ("notice", "/e")}
    holdings.close()
