"""Test that the members of a list are found with the type of the list and what it states, wherever its lines end."""

from __future__ import annotations

import pytest

from danchieu.graph.model import Citation, Edge
from danchieu.loaders.citations.find import find_citations
from danchieu.loaders.text.source import source_text


def found(text: str) -> list[Citation]:
    return find_citations(source_text(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a further member, behind a comma, a semicolon or "và", over dates and titles
        ("các Luật số 43/2024/QH15, số 47/2024/QH15 và\nsố 58/2024/QH15;", ["Luật"] * 3),
        ("các Kết luận số 150-KL/TW, số 163-KL/TW và 167-KL/TW", ["Kết luận"] * 3),
        ("theo các Quy định số 12-QĐ/TW ngày 05/6/2021, số 13-QĐ/TU", ["Quy định"] * 2),
        ("các công văn số 695/TCHQ-GSQL ngày 05/02/2021, 4032/TCHQ-GSQL và 1238/BTC-GSQL", ["Công văn"] * 3),
        ("Nghị quyết số 12/2021/QH15 về nhà ở;\n- số 13/2021/QH15 về đất đai", ["Nghị quyết"] * 2),
        # old symbols, which only a list shows
        ("các Nghị định số 50/CP ngày 26/8/1996, số 51/CP và 52/CP", ["Nghị định"] * 3),
        # the word at the head, without a number
        ("Căn cứ các Nghị định của Chính phủ: số 63/2010/NĐ-CP về thủ tục; số 48/2013/NĐ-CP", ["Nghị định"] * 2),
        ("thực hiện các Nghị quyết của Quốc hội (số 12/2021/QH15, số 13/2021/QH15)", ["Nghị quyết"] * 2),
        # a document in the title of a member has its own word
        (
            "các Nghị quyết số 55/2010/QH12 về thuế theo Luật số 26/2008/QH12; số 28/2016/QH14 sửa đổi Nghị quyết số 55/2010/QH12",
            ["Nghị quyết", "Luật", "Luật", "Nghị quyết"],
        ),
        # no list, another type, another issuer of laws, another sentence or paragraph
        ("Luật số 43/2024/QH15 theo số 47/2024/QH15", ["Luật", None]),
        ("các Chỉ thị số 20-CT/TU, số 21-KL/TU", ["Chỉ thị", None]),
        ("Luật số 43/2024/QH15, số 06/2022/UBTVQH15", ["Luật", None]),
        ("các Thông tư của Bộ Tài chính: số 48/2013/NĐ-CP", [None]),
        ("Ban hành Luật số 43/2024/QH15. Ngoài ra, số 47/2024/QH15 hết hiệu lực", ["Luật", None]),
        ("Ban hành Luật số 43/2024/QH15\n\nTờ trình, số 47/2024/QH15", ["Luật", None]),
        ("theo Nghị định của Chính phủ: số 06/2022/UBTVQH15", [None]),
    ],
)
def test_type_word_of_a_list_is_that_of_every_member(text: str, expected: list[str | None]) -> None:
    assert [c.type for c in found(text) if c.symbol] == expected


WRAPPED_LISTS = (
    "Căn cứ Luật số 31/2024/QH15 được sửa đổi bởi các Luật số 43/2024/QH15, số 47/2024/QH15 và số 84/2025/QH15 (sau đây gọi là Luật);",
    "Căn cứ các Nghị định của Chính phủ: số 63/2010/NĐ-CP ngày 08/6/2010; số 48/2013/NĐ-CP ngày 14/5/2013 và số 92/2017/NĐ-CP;",
    "Bãi bỏ các Quyết định số 12/2010/QĐ-UBND, số 15/2011/QĐ-UBND; số 17/2012/QĐ-UBND của Ủy ban nhân dân tỉnh.",
    "theo các Kết luận số 150-KL/TW, số 163-KL/TW và số 167-KL/TW của Bộ Chính trị",
)


@pytest.mark.parametrize("text", WRAPPED_LISTS)
def test_a_list_says_the_same_wherever_its_lines_end(text: str) -> None:
    def stated(wrapped: str) -> list[tuple[str, str | None, tuple[Edge, ...]]]:
        edges = ((c, tuple(Edge(e.source, e.relation) for e in c.edges)) for c in found(wrapped))
        return [(str(c.symbol or c.name), c.type, related) for c, related in edges]

    spaces = [place for place, letter in enumerate(text) if letter == " "]
    expected = stated(text)
    assert len(expected) >= 3
    assert {text[place:] for place in spaces if stated(f"{text[:place]}\n{text[place + 1 :]}") != expected} == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH\nSố: 165/KH-UBND\nKẾ HOẠCH", []),
        ("TỈNH ỦY\n| Số 20-CT/TU | Phan Thiết, ngày 15 tháng 5 năm 2016 |", []),
        ("Căn cứ Luật số 43/2024/QH15,\nsố 47/2024/QH15\n", ["43/2024/QH15", "47/2024/QH15"]),
        ("Căn cứ Luật số 43/2024/QH15 và\nsố 47/2024/QH15 của Quốc hội", ["43/2024/QH15", "47/2024/QH15"]),
    ],
)
def test_a_number_at_the_start_of_a_line_is_cited_where_it_goes_on(text: str, expected: list[str]) -> None:
    assert [str(c.symbol) for c in found(text)] == expected
