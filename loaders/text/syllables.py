"""Tell Vietnamese from other text by its syllables: onset, rime and tone by the rules of the spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

__all__ = ["vietnamese_share"]

_RIMES = {  # by the vowel that they begin with
    "a": "a ac ach ai am an ang anh ao ap at au ay",
    "ă": "ăc ăm ăn ăng ăp ăt",
    "â": "âc âm ân âng âp ât âu ây",
    "e": "e ec em en eng eo ep et",
    "ê": "ê êch êm ên êng ênh êp êt êu",
    "i": "i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu",
    "o": "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot",
    "ô": "ô ôc ôi ôm ôn ông ôp ôt",
    "ơ": "ơ ơi ơm ơn ơp ơt",
    "u": "u ua uân uâng uât uây uc uê uêch uên uênh uêt ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uyn uynh uyp "
    "uyt uyu",
    "ư": "ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu",
    "y": "y",
}
_ALONE = "yêm yên yêng yêt yêu"  # rimes of a syllable without onset
_BEHIND_QU = "a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt âc ân âng ât âu ây e en eng eo et ê êch ên ênh êt i in it ôc ơ ơi ơn ơt"

_FRONT, _BACK = "eêi", "aăâoôơuư"  # vowels that decide between k and c, gh and g, ngh and ng
_ONSETS = {
    **dict.fromkeys(("b", "ch", "d", "đ", "n", "nh", "p", "ph", "r", "th", "tr", "x"), _FRONT + _BACK),
    **dict.fromkeys(("", "h", "l", "m", "s", "t", "v"), _FRONT + _BACK + "y"),
    **dict.fromkeys(("c", "g", "ng"), _BACK),
    **dict.fromkeys(("gh", "ngh"), _FRONT),
    **{"k": _FRONT + "y", "kh": _FRONT + _BACK, "gi": "aăâeêoôơuư"},
}
_NAMES = ("gi", "gin", "kan", "kông", "đăk", "lăk", "buk", "krông")  # gì, gìn; names of places: Bắc Kạn, Đắk Lắk, Krông Búk

_TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
_CHECKED = ("\u0301", "\u0323")  # a syllable that ends in p, t, c, ch has one of these tones
_VOWELS, _MARKED = "aăâeêioôơuưy", "ăâêôơư"
_EITHER = ("oa", "oe", "uy")  # hóa and hoá are both in use

# Letters of all scripts with their marks, and signs of Latin-1, which are letters in older encodings: th«ng, ®iÒu. Not ° ² ³, as in m².
_WORD = re.compile("[a-z\u00a1-\u00af\u00b1\u00b4-\u1fff\u2c00-\u2fff\u3005-\ud7ff\U00010000-\U0010ffff]+")
_QUOTES = "«»"
_ABBREVIATION = re.compile("[b-df-hj-np-tv-xzđ]+")  # QĐ, HĐND: no word, for it has no vowel


def vietnamese_share(text: str) -> tuple[float, int]:
    """Return the share of valid syllables among the words with a letter beyond ASCII, and the number of these syllables.

    >>> vietnamese_share("Thực hiện Nghị quyết số 12/NQ-HĐND của Tỉnh uỷ")
    (1.0, 8)
    >>> vietnamese_share("déjà vu à Genève")
    (0.3333333333333333, 1)
    """
    text = unicodedata.normalize("NFC", text).lower().replace("ð", "đ")
    words = [word.strip(_QUOTES) for word in _WORD.findall(text) if not word.isascii()]
    others = [word for word in words if word not in _syllables() and not _ABBREVIATION.fullmatch(word)]
    hits = sum(map(_syllables().__contains__, words))
    return (hits / (hits + len(others)) if hits else 0.0), hits


@cache
def _syllables() -> frozenset[str]:
    """Make the syllables that hold a letter beyond ASCII, in lower case; a set is faster to ask than a regex."""
    return frozenset(syllable for onset, rime in _toneless() for syllable in _with_tones(onset, rime) if not syllable.isascii())


def _toneless() -> Iterator[tuple[str, str]]:
    """Yield every onset with every rime that may follow it."""
    for onset, vowels in _ONSETS.items():
        for vowel in vowels:
            yield from ((onset, rime) for rime in _RIMES[vowel].split())
    yield from (("", rime) for rime in _ALONE.split())
    yield from (("qu", rime) for rime in _BEHIND_QU.split())
    yield from (("q", rime) for rime in _RIMES["u"].split() if rime.startswith("uy"))
    for name in _NAMES:
        start = next(place for place, letter in enumerate(name) if letter in _VOWELS)
        yield name[:start], name[start:]


def _with_tones(onset: str, rime: str) -> Iterator[str]:
    tones = _CHECKED if rime.endswith(("p", "t", "c", "ch")) else _TONES
    for place in _places_of_tone(rime):
        for tone in tones:
            yield unicodedata.normalize("NFC", f"{onset}{rime[: place + 1]}{tone}{rime[place + 1 :]}")


def _places_of_tone(rime: str) -> list[int]:
    """Return the places in a rime on which the tone is written: on the last vowel with a mark, else by the end of the rime."""
    if marked := [place for place, letter in enumerate(rime) if letter in _MARKED]:
        return [marked[-1]]
    vowels = sum(letter in _VOWELS for letter in rime)
    if rime in _EITHER:
        return [0, 1]
    if vowels < len(rime):  # a consonant ends it: hoàn, huỳnh
        return [vowels - 1]
    return [vowels // 2 if vowels == 3 else 0]  # ngoài, khuỷu; mía, của
