"""Repair signs that OCR takes for others in numbers and symbols, where only one reading is possible."""

from __future__ import annotations

import re

__all__ = ["repair_word"]

_LETTERS = str.maketrans({"Ð": "Đ", "ð": "đ"})
_HAS_DIGIT = re.compile(r"\d")
_REPAIRS = (
    # 1. The section sign: no document has it. §1/2025
    (re.compile("§"), "8"),
    # 2. A letter between figures, with no other letter beside it: 3I-CT/TU, I1, 2O25
    (re.compile(r"(?<![^\W\d_])[Il](?=\d)|(?<=\d)[Il](?![^\W\d_])"), "1"),
    (re.compile(r"(?<=\d)[Oo](?=\d)"), "0"),
    # 3. The one of a term behind its code, taken for a letter, or for a letter and a one: QHI5, QHIS, QHI15
    (re.compile(r"(?<=[A-Z])I(?=1\d\b)"), ""),
    (re.compile(r"(?<=[A-Z])I(?=\d\b)"), "1"),
    (re.compile(r"(?<=[A-Z]H)IS(?!\w)"), "15"),
    # 4. L behind K, taken for two letters: 126-KIL/TW
    (re.compile(r"(?<=-K)I(?=L/)"), ""),
    # 5. Đ before a hyphen or a slash, taken for two: 12/QĐĐ-UBND; ĐĐ alone is a code
    (re.compile(r"(?<=[-/][A-Z])Đ{2}(?=[-/])"), "Đ"),
)


def repair_word(word: str) -> str:
    """Return a word with the signs that it must have.

    >>> [repair_word(word) for word in ("§1/2025/NQ-HÐND", "3I-CT/TU", "39/2024/QHI5", "12/QĐĐ-UBND", "II.", "Il")]
    ['81/2025/NQ-HĐND', '31-CT/TU', '39/2024/QH15', '12/QĐ-UBND', 'II.', 'Il']
    """
    word = word.translate(_LETTERS)
    if _HAS_DIGIT.search(word):
        for pattern, sign in _REPAIRS:
            word = pattern.sub(sign, word)
    return word
