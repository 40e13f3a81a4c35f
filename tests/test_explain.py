"""Test that `explain` keeps the text and adds a note after each citation."""

from __future__ import annotations

import re

from danchieu.loaders.read_text import read
from danchieu.loaders.text.source import source_text
from danchieu.marked_text import STYLES, mark_citations

TEXT = "Kế hoạch này thực hiện Chỉ thị số 20-CT/TU\nvà căn cứ Luật Đất đai năm 2013."


def test_explain_adds_notes_after_citations_and_keeps_the_text() -> None:
    shown = mark_citations(TEXT, read(source_text(TEXT)).citations, {23: "binh-thuan.tu/2005-2010/ct-20"})
    assert re.sub(r" \[[^\]]*\]", "", shown.plain) == TEXT
    assert "Chỉ thị số 20-CT/TU [numbered | binh-thuan.tu/2005-2010/ct-20 | IMPLEMENTS | " in shown.plain
    assert "Kế hoạch này [self | the text itself | not measured]" in shown.plain


def test_a_citation_has_the_colour_of_its_relation() -> None:
    shown = mark_citations(TEXT, read(source_text(TEXT)).citations)
    colours = {shown.plain[span.start : span.end]: str(span.style) for span in shown.spans}
    assert colours["Chỉ thị số 20-CT/TU"] == "bold green"
    assert len(set(STYLES.values())) == len(STYLES)
