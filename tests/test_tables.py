"""Test that tables keep the columns that answer the question, and that a pipe gets all of it."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from rich.cells import cell_len
from shell import run

from danchieu.answers import show_answer
from danchieu.graph.queries.library import load_queries, make_frame
from danchieu.graph.settings import Settings
from danchieu.options import Form


@pytest.fixture
def sample(sample_store: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the store that holds the sample corpus in the environment."""
    monkeypatch.setenv("DANCHIEU_STORE", sample_store.store)


ANSWERS = {
    "network": "source relation target",
    "cites -p document=14-KH/TU": "symbol relation text resolution",
    "cited_by -p document=05-CT/TW": "symbol issued_on relation text",
    "ambiguous": "source_symbol text candidates",
    "issuers": "id name loaded cited",
    "most_cited": "symbol issued_on issuer cited_by mentions",
    "propagation -p document=05-CT/TW": "depth symbol issuer relation parent_symbol lag_days",
    "search -p text=kế": "symbol issued_on issuer title",
    "relations -p document=14-KH/TU": "source_symbol relation target_symbol quote",
    "--cypher 'MATCH (d:Document) RETURN d.id AS id, d.title AS title, d.symbol AS symbol, d.issued_on AS day'": "id title symbol day",
}


@pytest.mark.parametrize("question", ANSWERS)
def test_table_of_80_columns_keeps_the_answer(question: str, sample: None) -> None:
    ran = run("query", *shlex.split(question), environment={"COLUMNS": "80"})
    table = ran.out.splitlines()
    assert table[0].split()[: len(ANSWERS[question].split())] == ANSWERS[question].split()
    assert max(map(cell_len, table[:-1])) <= 80


def test_narrow_table_keeps_the_columns_that_are_named_first(sample: None) -> None:
    assert run("query", "most_cited", environment={"COLUMNS": "40"}).out.split()[:3] == ["symbol", "issued_on", "cited_by"]


WIDTHS = {
    130: {"symbol": 8, "text": 90, "title": 18},
    80: {"symbol": 8, "text": 70},
    40: {"symbol": 8, "text": 30},
    24: {"symbol": 8, "text": 14},
    23: {"symbol": 8},
}


@pytest.mark.parametrize("width", WIDTHS)
def test_columns_named_first_share_the_room(width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    frame = pd.DataFrame({"title": ["t" * 18] * 2, "symbol": ["01-KH/TU"] * 2, "text": ["x" * 90] * 2})
    show_answer(frame, Form.TABLE, ["symbol", "text"])
    header, row, *_ = capsys.readouterr().out.splitlines()
    assert dict(zip(header.split(), map(len, row.split()), strict=True)) == WIDTHS[width]


@pytest.mark.parametrize("name", load_queries())
def test_query_names_its_columns_for_a_table(name: str) -> None:
    query = load_queries()[name]
    assert set(query.table) <= set(query.columns)
    assert list(make_frame(name, [])) == list(query.columns)


@pytest.fixture
def piped(sample_store: Settings, tmp_path: Path) -> str:
    """Return what `check` and `query cites` write to a pipe."""
    command = f'"{sys.executable}" -m danchieu'
    script = f"unset COLUMNS; {command} check --kind ambiguous; {command} query cites -p document=14-KH/TU"
    environment = {"DANCHIEU_STORE": sample_store.store, "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(["/bin/sh", "-c", script], capture_output=True, encoding="utf-8", env=environment, timeout=60, check=True)
    return done.stdout


def test_piped_output_is_as_wide_as_needed(piped: str) -> None:
    places = re.findall(r"^  (/\S+):\d+  \S+$", piped, flags=re.MULTILINE)
    assert len(places) > 20
    assert all(Path(place).is_file() for place in places)
    assert "…" not in piped.partition("symbol ")[2]
    assert "Not shown" not in piped and re.search(r" citation$", piped, flags=re.MULTILINE)
    assert "  \n" not in piped


def test_place_of_a_finding_is_not_broken(sample: None) -> None:
    narrow = run("check", "--kind", "ambiguous", environment={"COLUMNS": "30"}).out
    assert len(re.findall(r"^  /\S+\.(?:txt|md):\d+  \S+$", narrow, flags=re.MULTILINE)) > 20
