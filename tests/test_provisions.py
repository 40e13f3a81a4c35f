"""Test that the provisions before a citation are taken apart."""

from __future__ import annotations

import pytest

from danchieu import find_citations
from danchieu.loaders.citations.provisions import parse_provisions


@pytest.mark.parametrize(
    ("words", "provisions"),
    [
        ("khoản 2 Điều 5", ["Điều 5 khoản 2"]),
        ("điểm a, b khoản 1 Điều 5 và khoản 2 Điều 7", ["Điều 5 khoản 1 điểm a", "Điều 5 khoản 1 điểm b", "Điều 7 khoản 2"]),
        ("điểm a khoản 1, điểm b khoản 2 Điều 5", ["Điều 5 khoản 1 điểm a", "Điều 5 khoản 2 điểm b"]),
        ("khoản 3, khoản 4 Điều 15 và khoản 1 Điều 35", ["Điều 15 khoản 3", "Điều 15 khoản 4", "Điều 35 khoản 1"]),
        ("các Điều 5, 7 và 9", ["Điều 5", "Điều 7", "Điều 9"]),
        ("Điều 5 đến Điều 8", ["Điều 5", "Điều 6", "Điều 7", "Điều 8"]),
        ("Điều 5 khoản 2", ["Điều 5 khoản 2"]),
        ("điểm đ khoản 2 Điều 3 Chương II", ["Chương II Điều 3 khoản 2 điểm đ"]),
        ("Phụ lục II", ["Phụ lục II"]),
        ("", []),
    ],
)
def test_provisions_are_parsed(words: str, provisions: list[str]) -> None:
    assert [str(one) for one in parse_provisions(words)] == provisions


def test_a_citation_says_which_provisions_it_cites_and_where_it_stands() -> None:
    [citation] = find_citations("Điều 3. Trách nhiệm\n2. Thực hiện khoản 1 Điều 5 Nghị định số 87/2007/NĐ-CP.")
    assert [one.labels() for one in citation.provisions] == [{"article": "5", "clause": "1"}]
    assert str(citation.location) == "Điều 3 khoản 2"
    assert citation.headings == ("Điều 3. Trách nhiệm",)
