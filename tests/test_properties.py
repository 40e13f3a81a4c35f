"""Test arbitrary texts: spans are right, spelling and spacing change no result, hostile texts are read to the end."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danchieu.graph.model import Kind
from danchieu.loaders.read_text import read
from danchieu.loaders.text.source import source_text

PIECES = st.sampled_from(
    [
        *("Chỉ thị", "Nghị quyết", "Luật", "Quyết định", "Điều lệ Đảng", "Đại hội", "Trung ương", "Luật Đất đai", "sửa đổi, bổ sung"),
        *("số", "20-CT/TU", "87/2007/NĐ-CP", "57", "4", "(khóa XI)", "XIII", "ngày 05/6/2008", "năm 2013", "của Ban Bí thư", "về"),
        *(
            "thực hiện",
            "thay thế",
            "Căn cứ",
            "này",
            "nêu trên",
            "và",
            ",",
            ";",
            ".",
            "\n",
            "\n\n",
            "(",
            ")",
            "“",
            "-",
            "/",
            "\u00a0",
            "\u0303",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map(" ".join))
SENTENCES = st.sampled_from(
    [
        "Căn cứ Nghị định số 87/2007/NĐ-CP ngày 28 tháng 5 năm 2007 của Chính phủ;",
        "Thực hiện Chỉ thị số 20-CT/TU, ngày 05/6/2008 của Ban Thường vụ Tỉnh uỷ về cốt cán chính trị.",
        "Kế hoạch này thay thế Kế hoạch số 165/KH-UBND ngày 01/02/2020 của Ủy ban nhân dân tỉnh Hoà Bình.",
        "Nghị quyết Trung ương 4 (khóa XI) và Luật Đất đai năm 2013 được sửa đổi, bổ sung bởi Luật số 43/2024/QH15.",
    ]
)


def facts(text: str) -> list[tuple[object, ...]]:
    return [
        (c.kind, c.symbol, c.name, c.date, c.term, {(e.source, e.relation) for e in c.edges}) for c in read(source_text(text)).citations
    ]


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_spans_match_their_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for citation in read(source_text(text)).citations:
        assert text[citation.span.start : citation.span.end] == citation.text
        assert citation.span.start >= end
        end = citation.span.end


@settings(max_examples=60, deadline=None)
@given(st.lists(SENTENCES, min_size=1, max_size=5))
def test_composition_spaces_and_line_breaks_change_no_result(sentences: list[str]) -> None:
    text = "\n".join(sentences)
    expected = facts(text)
    assert expected
    assert facts(unicodedata.normalize("NFD", text)) == expected
    assert facts(text.replace(" ", "\u00a0")) == expected
    assert facts(text.replace(" ", "  ")) == expected
    assert facts(text.replace("Đ", "\u00d0")) == expected
    assert facts(text.replace("Chỉ thị số", "Chỉ thị\nsố").replace("-CT/TU", "- CT/TU").replace("Nghị định", "Nghị\nđịnh")) == expected
    assert facts(text.replace("uỷ", "ủy").replace("Hoà", "Hòa").replace("khóa", "khoá")) == expected


HOSTILE = {
    "digits": "1" * 1_000_000,
    "slashes": "/" * 500_000,
    "number words": "số " * 200_000,
    "type words": "Nghị quyết " * 60_000,
    "laws": "Luật sửa đổi, bổ sung một số điều của " * 15_000,
    "brackets": "(" * 300_000 + ")" * 300_000,
    "issuers": "Chỉ thị số 20-CT/TU của " + "Ban Thường vụ " * 40_000,
    "articles": "khoản 1, " * 60_000 + "Điều 2 Luật Đất đai",
    "lists": "các Kết luận số " + "1, " * 150_000,
    "capitals": "Luật " + "An " * 200_000,
    "dates": "ngày 1 tháng 1 năm " * 30_000,
    "quotes": "“" * 300_000,
    "surrogates": "\ud800 Chỉ thị số 20-CT/TU \udfff" * 1_000,
    "controls": "".join(map(chr, range(32))) * 10_000,
    "marks": "a" + "\u0301" * 200_000,
    "no sentence end": "thực hiện nhiệm vụ " * 50_000 + "Chỉ thị số 20-CT/TU",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_read_to_its_end(name: str) -> None:
    """The sizes are so large that a pattern that is not linear would not finish; benchmarks/extract.py measures the growth."""
    text = HOSTILE[name]
    assert all(text[c.span.start : c.span.end] == c.text for c in read(source_text(text)).citations)


def test_a_text_without_citations_gives_none() -> None:
    assert [c for c in read(source_text("Trời hôm nay đẹp.")).citations if c.kind is not Kind.SELF] == []
