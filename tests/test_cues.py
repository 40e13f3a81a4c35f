"""Test the table of cues: every cue matches its examples and no counterexample, and a malformed cue is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from danchieu.loaders.errors import CueTableError, LoaderError
from danchieu.loaders.relations import cue_table
from danchieu.loaders.relations.cue_table import Cue, Role, cues, read_cues
from danchieu.loaders.relations.cues import scan


@pytest.mark.parametrize("cue", [cue for cue in cues() if cue.role is not Role.IGNORED], ids=lambda cue: cue.name)
def test_cue_matches_its_examples_and_no_counterexample(cue: Cue) -> None:
    for example in cue.examples:
        assert cue in {token.cue for token in scan(example, 0, len(example))}, example
    for example in cue.counterexamples:
        assert cue not in {token.cue for token in scan(example, 0, len(example))}, example


def test_ignored_cue_hides_phrases_that_look_like_cues() -> None:
    (ignored,) = (cue for cue in cues() if cue.role is Role.IGNORED)
    assert [scan(example, 0, len(example)) for example in ignored.examples] == [[]] * len(ignored.examples)
    assert all(scan(example, 0, len(example)) for example in ignored.counterexamples)


_ROW = {"name": "a", "words": ["thay"], "role": "refers", "examples": ["thay"], "counterexamples": ["thế"]}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"words": []}, "words is .*; write a list"),
        ({"words": ["Thay"]}, "lower case"),
        ({"words": ["thay  thế"]}, "single spaces"),
        ({"words": ["thay", "thay"]}, "unique"),
        ({"role": "rules"}, "role is 'rules'; write one of"),
        ({"relation": "CITES"}, "relation"),
        ({"role": "governs"}, "relation"),
        ({"role": "governs", "relation": "LOVES"}, "relation"),
        ({"reach": 0}, "reach"),
        ({"reach": 9999}, "reach"),
        ({"overridable": "yes"}, "overridable"),
        ({"examples": "thay"}, "examples is .*; write a list"),
        ({"colour": "red"}, "unknown fields colour"),
    ],
)
def test_malformed_cue_is_refused_with_the_reason(change: dict[str, object], complaint: str) -> None:
    assert read_cues({"cue": [_ROW]})[0].name == "a"
    with pytest.raises(CueTableError, match=complaint):
        read_cues({"cue": [_ROW | change]})


def test_an_empty_table_of_cues_is_refused() -> None:
    with pytest.raises(CueTableError):
        read_cues({})


def test_a_table_that_is_missing_or_not_toml_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cue_table, "files", lambda package: tmp_path)
    for write in (lambda: None, lambda: (tmp_path / "cues.toml").write_text("[[cue]", encoding="utf-8")):
        write()
        with pytest.raises(LoaderError, match=r"loaders/grammar/cues\.toml: .*; reinstall danchieu"):
            cues.__wrapped__()
