"""The letters of Vietnamese, as ranges of a character class."""

from __future__ import annotations

__all__ = ["LOWER", "NUMBER_WORD", "UPPER"]

LOWER = "a-zđàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
UPPER = LOWER.upper()
NUMBER_WORD = r"(?:[sS][ốôổồo]|S[ỐÔỔỒO])(?!\w)"
"""The word "số" before a number, also as scanned texts misread it: sổ, sô, so."""
