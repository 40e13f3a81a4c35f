"""Test the log of citations whose resolution changed after their document was loaded, as the `relinked` query shows it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from shell import run

from danchieu.graph.model import Row
from danchieu.graph.settings import Settings
from danchieu.graph.store.bolt import open_store

HEAD = "TỈNH ỦY BÌNH THUẬN\nSố {number}-KH/TU\nPhan Thiết, ngày {number} tháng 6 năm 2018\n\nKẾ HOẠCH\nvề một việc\n\n"
CITING = (
    HEAD.format(number=12) + "Căn cứ Kế hoạch số 11-KH/TU ngày 11/6/2018 của Tỉnh ủy và Kế hoạch số 10-KH/TU ngày 10/6/2018 của Tỉnh ủy.\n"
)
CITED = "binh-thuan.tu/2015-2020/kh-11"
LISTED = "binh-thuan.tu/2015-2020/kh-10"


@pytest.fixture
def folder(tmp_path: Path, embedded_store: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DANCHIEU_STORE", embedded_store.store)
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "12.txt").write_text(CITING, encoding="utf-8")
    return folder


def load(*arguments: object) -> None:
    assert run("load", *arguments).status == 0


def history() -> list[Row]:
    rows: list[Row] = json.loads(run("query", "relinked", "--format", "json").out)
    return sorted(rows, key=lambda row: row["at"])


def resolutions(row: Row) -> tuple[str, list[str], str, list[str]]:
    """Return the resolution of a citation before and after."""
    return row["before_resolution"], row["before"], row["after_resolution"], row["after"]


def test_adding_and_removing_a_cited_document_is_logged(folder: Path) -> None:
    load(folder)
    assert history() == []
    (folder / "11.txt").write_text(HEAD.format(number=11), encoding="utf-8")
    load(folder)
    [line] = history()
    assert (line["source_symbol"], line["text"]) == ("12-KH/TU", "Kế hoạch số 11-KH/TU")
    assert resolutions(line) == ("stub", [CITED], "resolved", [CITED])
    assert (line["rung"], line["document"], line["loaded_from"]) == ("own date", CITED, str(folder / "11.txt"))
    assert timedelta() <= datetime.now(UTC) - datetime.fromisoformat(line["at"]) < timedelta(minutes=1)
    load(folder)
    assert history() == [line]
    (folder / "11.txt").unlink()
    load(folder, "--prune")
    first, second = history()
    assert first == line
    assert resolutions(second) == ("resolved", [CITED], "stub", [CITED])
    assert (second["rung"], second["document"], second["loaded_from"], second["listed_in"]) == ("own date", CITED, None, None)


def test_relinking_by_a_register_names_the_register(folder: Path) -> None:
    load(folder)
    register = folder.parent / "known.csv"
    register.write_text("symbol,date,issuer\n10-KH/TU,10/6/2018,Tỉnh ủy Bình Thuận\n", encoding="utf-8")
    load(folder, "--register", register)
    [line] = history()
    assert resolutions(line) == ("stub", [LISTED], "resolved", [LISTED])
    assert (line["rung"], line["document"], line["listed_in"], line["line"]) == ("own date", LISTED, "known.csv", 2)


def test_changed_citing_document_starts_a_new_history(folder: Path) -> None:
    load(folder)
    (folder / "11.txt").write_text(HEAD.format(number=11), encoding="utf-8")
    load(folder)
    (folder / "12.txt").write_text(CITING + "\nHết.\n", encoding="utf-8")
    load(folder)
    assert history() == []


def test_document_reread_with_other_rules_keeps_its_history(folder: Path, embedded_store: Settings) -> None:
    load(folder)
    (folder / "11.txt").write_text(HEAD.format(number=11), encoding="utf-8")
    load(folder)
    lines = history()
    with open_store(embedded_store) as writer:
        writer.write(lambda transaction: transaction.run("MATCH (f:File) SET f.rules = 'older'"))
    load(folder)
    assert history() == lines
    with open_store(embedded_store, mode="read") as reader:
        assert reader.read("MATCH (f:File {rules: 'older'}) RETURN f.path AS path") == []
