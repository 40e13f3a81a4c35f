"""Test which words are Vietnamese syllables, and the share of them in a text."""

from __future__ import annotations

import unicodedata

import pytest

from danchieu.loaders.text.syllables import vietnamese_share


def is_syllable(word: str) -> bool:
    return vietnamese_share(word) == (1.0, 1)


@pytest.mark.parametrize(
    "words",
    [
        "Ủy ban nhân dân tỉnh triển khai thực hiện Chỉ thị",
        "hoà hòa thuỷ thủy khoẻ khỏe quý quả quốc quyết quỳnh",
        "gì gìn giờ giữa giếng giặt yếu yên ý ỷ",
        "nghị nghĩa nghề ngày người ngoài nguyễn khuỷu khuya",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Đắk Lắk Bắc Kạn Krông Búk",
        "được hươu rượu bướm xoong xoèn ngoèo khuếch huỵch suýt tuýp",
    ],
)
def test_words_of_texts_are_syllables(words: str) -> None:
    for word in words.split():
        assert word.isascii() or is_syllable(word), word


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("kả gê ghà ngê céng", "the onset does not go before this vowel"),
        ("tựơng hòăn viêt", "the tone is on another vowel, or missing"),
        ("cỏc sàp hồch", "a syllable that ends in a stop has no such tone"),
        ("đb zế fế strấ", "no such onset or rime"),
        ("ViÖt Céng nh©n d©n", "TCVN3 read as Latin-1"),
        ("Vieät Coäng nhaân daân", "VNI read as Latin-1"),
        ("société élève naïve über mañana", "other languages"),
    ],
)
def test_other_words_are_not(words: str, reason: str) -> None:
    for word in words.split():
        assert word.isascii() or not is_syllable(word), f"{word}: {reason}"


@pytest.mark.parametrize(
    ("text", "share", "hits"),
    [
        ("", 0.0, 0),
        ("Only ASCII, 20-CT/TU", 0.0, 0),
        ("Quyết định số 15/2025/QĐ-TTg, QĐ-HĐND", 1.0, 3),
        ("QĐ-TTg", 0.0, 0),
        ("Chỉ thị — “quán triệt” «nghị quyết» … 5 m² 20 °C", 1.0, 6),
        ("th«ng qua, ®iÒu, «ng, §", 0.0, 0),
        ("год été số", 1 / 3, 1),
        ("Ðảng", 1.0, 1),
    ],
)
def test_the_share_counts_words_with_a_letter_beyond_ascii(text: str, share: float, hits: int) -> None:
    assert vietnamese_share(text) == (share, hits)
    assert vietnamese_share(unicodedata.normalize("NFD", text)) == (share, hits)
