"""Relations between documents, clause by clause; cues as data; sentences."""

from __future__ import annotations

import re

import pytest

from graph.model import SELF, Citation, Kind
from loaders.cues import Cue, cues, scan
from loaders.relations import relate
from loaders.source import source_text

_ROUGH = re.compile(
    r"(?:Nghị định|Thông tư|Quyết định|Quy định|Kế hoạch|Chỉ thị|Kết luận|Luật|Nghị quyết|Hướng dẫn|Tờ trình|Công văn)"
    r"(?: số)?\s(?:(?P<symbol>\d[\w./-]*\w)|(?P<self>này))"
)


def read(text: str) -> set[tuple[str, str, str]]:
    """Edges of a text as (source, relation, target); citations are those with a number, "này" is the text itself."""
    citations = []
    source = source_text(text)
    for match in _ROUGH.finditer(source.text):
        span = source.span(*match.span())
        kind = Kind.SELF if match["self"] else Kind.NUMBERED
        words = text[span.start : span.end]
        citations.append(Citation(span=span, text=words, kind=kind, rule="test", symbol=match["symbol"], type=words.split(" số")[0]))
    related = relate(source, citations)
    assert [citation.span for citation in related] == [citation.span for citation in citations]
    return {(edge.source, edge.relation.value, citation.key) for citation in related for edge in citation.edges}


@pytest.mark.parametrize("cue", cues(), ids=lambda cue: cue.name)
def test_every_cue_is_read_in_its_examples_alone(cue: Cue) -> None:
    for example in cue.examples:
        assert cue in {token.cue for token in scan(example, 0, len(example))}, example
    for example in cue.counterexamples:
        assert cue not in {token.cue for token in scan(example, 0, len(example))}, example


@pytest.mark.parametrize(
    ("text", "edges"),
    [
        ("Kế hoạch số 7-KH/TU về thực hiện Chỉ thị số 4-CT/TW.", {(SELF, "CITES", "7-KH/TU"), ("7-KH/TU", "IMPLEMENTS", "4-CT/TW")}),
        ("Quyết định này thay thế Quyết định số 5/QĐ-UBND.", {(SELF, "REPLACES", "5/QĐ-UBND")}),
    ],
)
def test_relations(text: str, edges: set[tuple[str, str, str]]) -> None:
    assert read(text) == edges
