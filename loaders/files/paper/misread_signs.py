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
    # 5. Đ before a hyphen or a slash, or in HĐND, taken for two or three: 12/QĐĐ-UBND; ĐĐ alone is a code
    (re.compile(r"(?<=[-/][A-Z])Đ{2}(?=[-/])|(?<=H)Đ{2,3}(?=ND)"), "Đ"),
)


_WORDS = (
    # 1. E behind UY with the tone of a lost circumflex: QUYÉT ĐỊNH; no syllable is spelt so
    (re.compile(r"(?<=[Uu][Yy])É(?=T\b)"), "Ế"),
    (re.compile(r"(?<=uy)[éê](?=t\b)"), "ế"),
)
_PAIRS = (
    # 1. The hyphen of a symbol, taken for one in each of two words: 86/2016/TT- -BQP
    (re.compile(r"[A-ZĐ]- -(?=[A-ZĐ])"), ""),
    # 2. The one of a provision, taken for a letter or a bracket: khoản I Điều 5, Điều l
    (re.compile(r"\b(?:[Kk]hoản|Điều) [Il|\]](?=[,;.]?\Z)"), "1"),
    # 3. A letter that was lost: Thông tr số 86/2016/TT-BQP
    (re.compile(r"\b[Tt]hông tr\Z"), "tư"),
)


def repair_word(word: str, before: str = "") -> str:
    """Return a word with the signs that it must have, behind the word before it on its line.

    >>> [repair_word(word) for word in ("§1/2025/NQ-HÐND", "3I-CT/TU", "39/2024/QHI5", "12/QĐĐ-UBND", "II.", "Il")]
    ['81/2025/NQ-HĐND', '31-CT/TU', '39/2024/QH15', '12/QĐ-UBND', 'II.', 'Il']
    >>> repair_word("I", "Khoản"), repair_word("-BQP", "86/2016/TT-")
    ('1', 'BQP')
    """
    word = word.translate(_LETTERS)
    for pattern, sign in _REPAIRS if _HAS_DIGIT.search(word) else _WORDS:
        word = pattern.sub(sign, word)
    for pattern, sign in _PAIRS if before else ():
        if found := pattern.search(f"{before} {word}"):
            return sign + word[max(0, found.end() - len(before) - 1) :]
    return word
