"""Test where sentences begin and end."""

from __future__ import annotations

import pytest

from danchieu.loaders.text.clauses import REACH, find_surroundings
from danchieu.loaders.text.source import source_text
from danchieu.loaders.text.structure import read_structure


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Mở đầu. Thực hiện [X] của TP. Hồ Chí Minh, Q. 3. Sau đó.", "Thực hiện [X] của TP. Hồ Chí Minh, Q. 3."),
        ("Theo [X] và số 66.4/2025/NQ-CP ngày 1.2.2025 của Bộ. Hết.", "Theo [X] và số 66.4/2025/NQ-CP ngày 1.2.2025 của Bộ."),
        ("I. MỤC TIÊU\n- Thực hiện\n[X] của\nBan Bí thư;\n- Việc khác", "- Thực hiện\n[X] của\nBan Bí thư;"),
        ("Đoạn một\n\nTriển khai [X]\n\nvề sau\n\nĐoạn hai", "Triển khai [X]\n\nvề sau"),
        ("Như sau:\na) Theo [X];\nb) Khác", "a) Theo [X];"),
        ("Điều 3. Bãi bỏ [X].", "Bãi bỏ [X]."),
        ("công tác dân số. Có chính sách theo [X]", "Có chính sách theo [X]"),
    ],
)
def test_sentence_around_a_citation_is_found(text: str, sentence: str) -> None:
    start = text.index("[X]")
    first, last = find_surroundings(text, read_structure(source_text(text)), start, start + 3).quote(text)
    assert text[first:last] == sentence


def test_a_sentence_without_end_is_bounded() -> None:
    text = "a " * 5000
    _, first, last = find_surroundings(text, read_structure(source_text(text)), 5000, 5001)
    assert 5000 - REACH <= first < 5001 < last <= 5001 + REACH
