"""The letters of Vietnamese, as ranges of a character class."""

from __future__ import annotations

__all__ = ["LOWER", "UPPER"]

LOWER = "a-zđàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
UPPER = LOWER.upper()
