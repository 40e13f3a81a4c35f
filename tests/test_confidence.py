"""Test that confidences come from the table of measurements and that a rule without measurement has none."""

from __future__ import annotations

from pathlib import Path

import pytest

from danchieu.graph.model import Kind
from danchieu.graph.model.wilson import wilson_lower_bound
from danchieu.loaders import confidence
from danchieu.loaders.confidence import confidences
from danchieu.loaders.grammar import GrammarError
from danchieu.loaders.read_text import read
from danchieu.loaders.text.source import source_text


@pytest.mark.parametrize(
    ("hits", "cases", "bound"), [(0, 0, 0.0), (0, 10, 0.0), (3, 3, 0.526), (10, 10, 0.787), (95, 100, 0.901), (300, 310, 0.947)]
)
def test_wilson_lower_bound_matches_known_values(hits: int, cases: int, bound: float) -> None:
    assert round(wilson_lower_bound(hits, cases), 3) == bound


def test_only_measured_rules_have_a_confidence() -> None:
    numbered, own = read(source_text("Thực hiện Chỉ thị số 20-CT/TU. Kế hoạch này có hiệu lực.")).citations
    assert numbered.confidence == confidences()["numbered"] > 0.9
    assert numbered.edges[0].confidence == confidences()["IMPLEMENTS"]
    assert own.kind is Kind.SELF
    assert "self" not in confidences() and own.confidence is None


def test_malformed_table_raises_with_the_command_that_makes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "confidence.csv").write_text("rule,hits\nnumbered,1\n", encoding="utf-8")
    monkeypatch.setattr(confidence, "files", lambda package: tmp_path)
    with pytest.raises(GrammarError, match="make calibrate"):
        confidences.__wrapped__()
