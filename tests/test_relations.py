"""Test relations between documents; the texts and their expected edges are in relations.toml."""

from __future__ import annotations

import re
import time
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from records import symbol_of

from danchieu.graph.model import SELF, Kind
from danchieu.loaders.citations.find import find_citations
from danchieu.loaders.mention import Mention
from danchieu.loaders.relations.relate import relate
from danchieu.loaders.text.source import source_text
from danchieu.loaders.text.structure import read_structure

_TYPES = "nghị định|thông tư|quyết định|quy định|kế hoạch|chỉ thị|kết luận|luật|nghị quyết|hướng dẫn|tờ trình|báo cáo|công văn|chương trình"
_ROUGH = re.compile(rf"(?i:{_TYPES})(?: (?i:số))? (?:(?P<symbol>\d[\w./-]*\w)|(?P<self>này))".replace(" ", r"\s"))


def find_mentions(text: str) -> list[Mention]:
    """Return mentions of numbered documents ("này" is the citing document), found by a rough pattern, with their edges."""
    source = source_text(text)
    mentions = [
        Mention(
            *match.span(),
            kind=Kind.SELF if match["self"] else Kind.NUMBERED,
            rule="test",
            symbol=symbol_of(match["symbol"]) if match["symbol"] else None,
            type=match[0].split()[0],
        )
        for match in _ROUGH.finditer(source.text)
    ]
    relate(source, read_structure(source), mentions)
    return mentions


def edges(text: str) -> set[tuple[str, str, str]]:
    """Return (source, relation, target) of every edge in a text."""
    return {(e.source, e.relation.value, mention.key) for mention in find_mentions(text) if not mention.is_self for e in mention.edges}


CASES = tomllib.loads(Path(__file__).with_name("relations.toml").read_text(encoding="utf-8"))["case"]
NAMES = [case["name"] for case in CASES]


def test_case_names_are_unique() -> None:
    assert len(set(NAMES)) == len(NAMES) > 80


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_relations_are_extracted_as_annotated(case: dict[str, Any]) -> None:
    assert edges(case["text"]) == {tuple(edge) for edge in case["edges"]}


@pytest.mark.parametrize("text", [case["text"] for case in CASES], ids=NAMES)
def test_relations_do_not_depend_on_composition_or_line_breaks(text: str) -> None:
    def composed(decomposed: str) -> set[tuple[str, ...]]:
        return {tuple(unicodedata.normalize("NFC", part) for part in edge) for edge in edges(decomposed)}

    assert composed(unicodedata.normalize("NFD", text)) == edges(text)
    wrapped = re.sub(r"(?<=[a-zà-ỹ]) (?=[a-zđ])", "\n", text)
    assert edges(wrapped) == edges(text)


def test_the_cue_is_quoted_as_written() -> None:
    (citation,) = find_mentions(unicodedata.normalize("NFD", "Tiếp tục  triển khai\nthực hiện Kết luận số 1-KL/TW"))
    assert citation.edges[0].cue == unicodedata.normalize("NFD", "triển khai\nthực hiện")


def test_amending_law_amends_every_law_in_its_name() -> None:
    source = source_text(
        "Căn cứ Luật Nhà ở số 3/2014/QH13 được sửa đổi, bổ sung tại Luật sửa đổi, bổ sung một số điều của Luật Nhà ở số 3/2014/QH13"
        " và Luật Đất đai số 4/2013/QH13;"
    )
    found = find_citations(source)
    amending = "Luật sửa đổi, bổ sung một số điều của Luật Nhà ở và Luật Đất đai"
    assert [(citation.key, [(edge.source, str(edge.relation)) for edge in citation.edges]) for citation in found] == [
        ("3/2014/QH13", [(SELF, "BASED_ON"), (amending, "AMENDS")]),
        (amending, [(SELF, "BASED_ON")]),
        ("3/2014/QH13", [(amending, "AMENDS")]),
        ("4/2013/QH13", [(amending, "AMENDS")]),
    ]


def test_self_references_get_no_edges() -> None:
    (citation,) = find_citations(source_text("Căn cứ Quyết định này"))
    assert citation.kind is Kind.SELF and citation.edges == ()


_DOCUMENTS = ["Luật số 1/2020/QH14", "Nghị định số 2/2021/NĐ-CP", "Kế hoạch số 3-KH/TU", "Quyết định này", "KẾ HOẠCH", "khoản 2 Điều 5"]
_WORDS = [
    "thực hiện",
    "sửa đổi",
    "được sửa đổi bởi",
    "về",
    "theo",
    "tại",
    "và",
    "gọi tắt là",
    "kèm theo",
    "hết hiệu lực",
    "CÔNG BÁO/",
    "Chương trình hành động",
]
_SIGNS = ["quy định: “", "\nTT\nCăn cứ\n", "\n", ";", ",", ".\n", "\n\n", ":\n", "(", ")", "“", "”", "1. ", "- ", "\ud800", "\u0301"]
_PARTS = st.sampled_from([*_DOCUMENTS, *_WORDS, *_SIGNS])


@settings(max_examples=150, deadline=None)
@given(st.lists(_PARTS, max_size=30).map(" ".join))
def test_any_text_is_safe_and_no_document_relates_to_itself(text: str) -> None:
    for citation in find_mentions(text):
        keys = {other.key for other in find_mentions(text)} | {SELF}
        assert citation.edges or citation.kind is Kind.SELF
        for edge in citation.edges:
            assert edge.source in keys and edge.source != citation.key
            assert edge.cue is None or edge.cue in text


@pytest.mark.parametrize(
    "filler",
    [
        "a",
        " ",
        "\n",
        "thực hiện ",
        "về ",
        "(",
        "khoản 1, ",
        ", ",
        "; ",
        ". ",
        "theo Luật số 1/2020/QH14 ",
        "CÔNG BÁO/\n",
        "được sửa đổi ",
        "quy định: “",
        "TT\nCăn cứ\n",
        "\nTT * ",
        "Chương trình thực hiện ",
        "sau 5 năm thực hiện ",
        "và Kế hoạch của Luật số 1/2020/QH14 về ",
    ],
)
def test_time_is_linear_in_any_text(filler: str) -> None:
    """Eight times the text takes about eight times as long, not the 64 times of a quadratic pattern.

    Processor time is measured, and the fastest of up to five runs counts, so that other work of the machine does not.
    """

    def seconds(length: int) -> float:
        text = filler * (length // len(filler)) + " Luật số 1/2020/QH14"
        started = time.process_time()
        find_mentions(text)
        return time.process_time() - started

    short = min(seconds(50_000) for _ in range(3))
    assert any(seconds(400_000) < 3 * 8 * short for _ in range(5))
