"""Test the table of rung precisions: its rungs, what asserts, and the scores of candidates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from linked_texts import AMBIGUOUS, PLAN, cite, resolve
from records import symbol_of

from danchieu.graph.linking import precision
from danchieu.graph.linking.precision import ASSERTED_FROM, Precision, precisions
from danchieu.graph.linking.rungs import MEASURED
from danchieu.graph.model.errors import ReferenceTableError


def test_the_table_has_exactly_the_measured_rungs() -> None:
    assert tuple(precisions()) == MEASURED


@pytest.mark.parametrize(
    ("cases", "first", "asserts"),
    [(132, 132, False), (133, 133, True), (230, 229, True), (0, 0, False), (1000, 950, False)],
)
def test_a_rung_asserts_from_a_lower_bound_of_98_percent(cases: int, first: int, asserts: bool) -> None:
    one = Precision(cases, (first, 0, 0, 0))
    assert one.asserts is asserts is (one.lower_bound >= ASSERTED_FROM)


@pytest.mark.parametrize(
    ("known", "unknown", "scores"),
    [
        (1, False, (0.91,)),
        (1, True, (0.91, 0.09)),
        (2, False, (0.91, 0.05)),
        (5, False, (0.91, 0.05, 0.01, 0.005, 0.005)),
    ],
)
def test_scores_are_measured_shares(known: int, unknown: bool, scores: tuple[float, ...]) -> None:
    assert Precision(95, (90, 4, 0, 0)).scores(known, unknown=unknown) == scores


def test_a_rung_without_cases_claims_nothing_in_particular() -> None:
    assert Precision().scores(1, unknown=True) == (0.2, 0.8)


@pytest.mark.parametrize("rows", ["title,1,2,0,0,0", "title,x,0,0,0,0", "title,5"])
def test_a_malformed_table_raises(rows: str, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    class Package:
        def joinpath(self, name: str) -> Package:
            return self

        def read_text(self, encoding: str) -> str:
            return f"rung,cases,first,second,third,later\n{rows}\n"

    monkeypatch.setattr(precision, "files", lambda package: Package())
    with pytest.raises(ReferenceTableError, match=r"rung_precision\.csv"):
        precisions.__wrapped__()


def test_the_term_of_a_text_without_date_asserts_nothing() -> None:
    """Check that a page cites a Party document of any term: only known documents order the candidates."""
    found = resolve(type(PLAN)(), cite("57-NQ/TW"), cite("812/QĐ-TTg", at=20, date=date(2025, 7, 4)), cite("57-NQ/TW", at=40))
    assert found.status is AMBIGUOUS


@pytest.mark.parametrize("symbol", ["57-NQ/TW", "34-CT/TW", "7-CT/TW"])
def test_a_party_symbol_known_of_one_term_asserts_nothing(symbol: str) -> None:
    """Check that a report of 2025 may cite a directive of 2009 that no list has."""
    report = replace(PLAN, symbol=symbol_of("12/BC-UBND"), type="Báo cáo")
    assert resolve(report, cite(symbol)).target is None
