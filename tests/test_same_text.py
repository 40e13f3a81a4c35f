"""Test which texts of one id are the same document."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from danchieu.graph.linking.same_text import IdentifiedText, find_namesakes
from danchieu.graph.model import Head
from danchieu.loaders.text.sample import sample_words

FOREST = "Các huyện ven biển trồng rừng phòng hộ, giữ nước ngọt cho mùa khô và chăm sóc cây trong ba năm đầu. " * 3
SCHOOL = "Mỗi xã mở một lớp học nghề cho lao động trẻ, dạy vào buổi tối trong tuần, có trợ cấp cho người học xa nhà. " * 3


def head(text: str = "", *, title: str | None = None, on: date | None = None) -> Head:
    return Head(title=title, issued_on=on, sample=sample_words(text))


@pytest.mark.parametrize(
    ("one", "other", "namesakes"),
    [
        (head(FOREST), head(FOREST.replace(" ", "\n")), 0),
        (head(FOREST), head(FOREST + "Nơi nhận: các huyện."), 0),
        (head(FOREST, on=date(2020, 1, 2)), head(FOREST, on=date(2020, 1, 3)), 0),
        (head(FOREST, title="về rừng"), head(SCHOOL, title="về rừng"), 1),
        (head(FOREST, title="về trồng rừng ven biển"), head(title="trồng rừng ven biển"), 0),
        (head(title="về trồng rừng ven biển"), head(title="mở lớp dạy nghề"), 1),
        (head(FOREST), head(), 0),
    ],
)
def test_texts_of_one_id_are_one_document_if_they_say_the_same(one: Head, other: Head, namesakes: int) -> None:
    assert len(find_namesakes([IdentifiedText("x", one, "a"), IdentifiedText("x", other, "b")])) == namesakes


def test_the_larger_group_has_the_id_in_any_order() -> None:
    texts = [IdentifiedText("x", head(FOREST), "c"), IdentifiedText("x", head(SCHOOL), "a"), IdentifiedText("x", head(FOREST), "b")]
    assert [find_namesakes(order) for order in itertools.permutations(texts)] == [{("x", "a"): "x~a"}] * 6


def test_texts_of_several_ids_are_not_compared() -> None:
    assert find_namesakes([IdentifiedText("x", head(FOREST), "a"), IdentifiedText("y", head(SCHOOL), "b")]) == {}
