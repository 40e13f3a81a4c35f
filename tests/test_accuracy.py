"""Test the comparison of extracted with annotated citations, and that its figures for the sample do not fall."""

from __future__ import annotations

from functools import cache

import pytest
from annotated_sample import rows

from benchmarks.accuracy import Row, Scores, compare, extract

# The current figures of `make accuracy`, as floors that may only be raised.
FLOORS = {
    "mention precision": 1.00,
    "mention recall": 0.99,
    "mention F1": 0.99,
    "recall numbered": 1.00,
    "recall named": 1.00,
    "recall short": 0.92,
    "target accuracy": 1.00,
    "date accuracy": 1.00,
    "links F1": 0.97,
    "typed edges precision": 0.90,
    "typed edges recall": 0.89,
    "typed edges F1": 0.90,
}


def as_extracted(row: Row, **other: object) -> Row:
    """Build the extracted row that agrees with the annotation, except for `other`."""
    named = row["kind"] == "named"
    symbol, name = (None, row["target"]) if named else (row["target"], None)
    return {**row, "symbol": symbol, "name": name, **other}


def test_annotations_compared_with_themselves_score_one() -> None:
    assert set(compare([as_extracted(row) for row in rows()], rows()).figures().values()) == {1.0}


def test_empty_extraction_scores_zero() -> None:
    assert set(compare([], rows()).figures().values()) == {0.0}


def compare_small(*changes: dict[str, object]) -> Scores:
    """Compare two annotated citations with extracted ones, each with its change; a citation without a change is left out."""
    annotated = [row for row in rows() if row["file"] == "trung-uong/ct-13-tw.txt"]
    assert [row["target"] for row in annotated] == ["28-NQ/TW", "47-QĐ/TW"]
    return compare([as_extracted(row, **change) for row, change in zip(annotated, changes, strict=False)], annotated)


def test_each_fault_lowers_its_own_figure() -> None:
    assert compare_small({}).figures()["mention recall"] == 0.5
    assert compare_small({}, {"date": None}).figures()["date accuracy"] == 0.5
    assert compare_small({}, {"symbol": "48-QĐ/TW"}).figures()["target accuracy"] == 0.5
    wrong_cue = compare_small({}, {"edges": [{"source": "self", "relation": "AMENDS"}]}).figures()
    assert (wrong_cue["links F1"], wrong_cue["typed edges F1"]) == (1.0, 0.5)
    spurious = compare_small({}, {"start": 1, "end": 5})
    assert spurious.figures()["mention precision"] == 0.5
    assert len(spurious.faults["spurious"]) == len(spurious.faults["missed"]) == 1


@cache
def today() -> dict[str, float]:
    """Return the current figures of the sample."""
    return compare(extract(), rows()).figures()


def test_every_figure_has_a_floor() -> None:
    assert FLOORS.keys() == today().keys()


@pytest.mark.parametrize("figure", FLOORS)
def test_figures_do_not_fall(figure: str) -> None:
    assert today()[figure] >= FLOORS[figure], f"`make accuracy ARGS='--show missed'` and the like list what fell: {today()}"
