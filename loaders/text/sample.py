"""Sample what a text says, so that two texts can be compared when only the samples are at hand."""

from __future__ import annotations

import re
import zlib

__all__ = ["sample_words"]

_READ = 2_000  # characters: enough to know a text from another, and soon read
_TOGETHER = 4  # words of a sequence: four in a row are rarely the same in two texts
_KEPT = 48  # hashes
_BITS = 0xFFFFFFFF
_WORD = re.compile(r"\w+")


def sample_words(text: str, start: int = 0) -> tuple[int, ...]:
    """Return the smallest hashes of the word sequences from `start` on: of two texts, the share in common is that of the sequences.

    >>> sample_words("Điều 1. Phạm vi điều chỉnh") == sample_words("ĐIỀU 1 - Phạm vi\\nđiều chỉnh")
    True
    """
    words = [zlib.crc32(word.encode()) for word in _WORD.findall(text[start : start + _READ].lower())]
    sequences = {
        hash(sequence) & _BITS for sequence in zip(*(words[at:] for at in range(_TOGETHER)), strict=False)
    }  # of numbers: the same in all runs
    return tuple(sorted(sequences)[:_KEPT])
