"""Test that the load benchmark runs from end to end on a small corpus, and copies a graph whole."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks.corpus import Corpus, texts, write
from benchmarks.load import __main__ as command
from benchmarks.load import measures


def test_medians_are_taken_of_each_figure() -> None:
    assert measures.medians([{"load": 3.0, "MB": 5}, {"load": 1.0, "MB": 7}, {"load": 2.0, "MB": 6}]) == {"load": 2.0, "MB": 6}


@pytest.mark.parametrize(("value", "written"), [(1234.6, "1,235"), (12.34, "12.3"), (0.456, "0.46"), (7, "7")])
def test_figures_are_written_with_the_digits_that_count(value: float, written: str) -> None:
    assert command.shown(value) == written


def test_measures_share_a_stored_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "SINGLE", 1)
    write(texts(Corpus(22)), tmp_path, documents=20)
    given = [str(tmp_path / "texts"), "--engine", "embedded", "--runs", "1", "--store", str(tmp_path / "store")]

    def measure(name: str, *more: str) -> dict[str, float]:
        output = tmp_path / f"{name}.json"
        monkeypatch.setattr(sys, "argv", ["load", name, given[0], *more, *given[1:], "--json", str(output)])
        command.main()
        [[row]] = json.loads(output.read_text(encoding="utf-8"))["runs"]["embedded"]
        figures: dict[str, float] = row
        return figures

    first = measure("first")
    assert first["documents"] == 20
    assert first["relationships"] > first["citations"] > 0
    assert first["load / both"] == pytest.approx(first["load"] / (first["extraction"] + first["plain writing"]))
    assert min(first["MB"], first["server MB"]) > 20
    assert measure("one", str(tmp_path / "new"))["texts"] == 1
