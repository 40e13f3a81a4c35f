"""Decode the encodings of Vietnamese from before Unicode: TCVN3 (ABC fonts), VNI (for Windows), VISCII and windows-1258.

    §¶ng Céng s¶n ViÖt Nam      TCVN3 in a font without its letters: one byte a letter; capitals with a tone come from a font of capitals
    Ñaûng Coäng saûn Vieät Nam  VNI: a letter, then a byte for its mark

Files hold the bytes; Word documents, and files that were pasted from them, hold the characters that windows-1252 reads in these bytes.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Literal

from danchieu.loaders.text.syllables import vietnamese_share

__all__ = ["LEGACY_FONTS", "Encoding", "decode_legacy", "encoding_of_font", "repair_font", "repair_run", "should_repair"]

Encoding = Literal["TCVN3", "VNI", "VISCII", "windows-1258"]


def _code_page(name: str) -> str:
    """Return the character of each byte in a code page of Windows, C1 controls in its gaps."""
    return "".join(bytes([byte]).decode(name, "ignore") or chr(byte) for byte in range(256))


_WINDOWS = _code_page("cp1252")
"""Its punctuation stands in texts of TCVN3 and VNI too."""


def _table(at: dict[int, str]) -> str:
    """Return the character of each byte: those of the runs that begin at the bytes of `at`, a dot for none, else windows-1252."""
    letters = list(_WINDOWS)
    for first, run in at.items():
        for byte, letter in enumerate(run, first):
            if letter != ".":
                letters[byte] = letter
    return "".join(letters)


_TCVN3 = _table(
    {
        0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
        0xB5: "àảãáạ.ằẳẵắ",
        0xC6: "ặầẩẫấậè.ẻẽ",
        0xD0: "éẹềểễếệìỉ...ĩíịò",
        0xE1: "ỏõóọồổỗốộờởỡớợù",
        0xF1: "ủũúụừửữứựỳỷỹýỵ",
    }
)
_VISCII = _table(
    {
        **{0x02: "Ẳ", 0x05: "ẴẪ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"},
        0x80: "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ",
        0x90: "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ",
        0xA0: "ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ",
        0xC0: "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ",
        0xD0: "ĐứÒÓÔạỷừửÙÚỹỵÝỡư",
        0xE0: "àáâãảăữẫèéêẻìíĩỉ",
        0xF0: "đựòóôõỏọụùúũủýợỮ",
    }
)

# VNI: the marks by the letter in front of them, and what they make; mark and letter may differ in case.
_TONES = "ùøûõï"
_VNI_MARKED = (
    ("a", _TONES, "áàảãạ"),
    ("a", "âáàåãä", "âấầẩẫậ"),
    ("a", "êéèúüë", "ăắằẳẵặ"),
    ("e", _TONES, "éèẻẽẹ"),
    ("e", "âáàåãä", "êếềểễệ"),
    ("o", _TONES, "óòỏõọ"),
    ("o", "âáàåãä", "ôốồổỗộ"),
    ("ô", _TONES, "ớờởỡợ"),
    ("u", _TONES, "úùủũụ"),
    ("ö", _TONES, "ứừửữự"),
    ("y", _TONES[:-1], "ýỳỷỹ"),
)
_VNI = dict(zip("íìæóòôöîñÍÌÆÓÒÔÖÎÑ", "íìỉĩịơưỵđÍÌỈĨỊƠƯỴĐ", strict=True))
for _base, _marks, _letters in _VNI_MARKED:
    for _mark, _letter in zip(_marks, _letters, strict=True):
        for _either in (_mark, _mark.upper()):
            _VNI[_base + _either], _VNI[_base.upper() + _either] = _letter, _letter.upper()
_VNI_LETTER = re.compile(r"[aAeEoOuU][ùøûõïÙØÛÕÏâáàåãäÂÁÀÅÃÄêéèúüëÊÉÈÚÜË]|[ôöyÔÖY][ùøûõïÙØÛÕÏ]|[íìæóòôöîñÍÌÆÓÒÔÖÎÑ]")

# Word writes byte b of a font that is marked as one of symbols as the character U+F000 + b.
_OF_SYMBOLS = {0xF000 + byte: chr(byte) for byte in range(0x80, 0x100)}


def _repairs(table: str) -> dict[int, str]:
    """Return what stands for each character that is a byte in Latin-1 or in windows-1252."""
    changed = [(byte, letter) for byte, letter in enumerate(table) if letter != _WINDOWS[byte]]
    return {code: letter for byte, letter in changed for code in (byte, ord(_WINDOWS[byte]))}


_BYTES: dict[Encoding, str] = {"TCVN3": _TCVN3, "VNI": _WINDOWS, "VISCII": _VISCII, "windows-1258": _code_page("cp1258")}
_REPAIRS = {encoding: _repairs(table) for encoding, table in _BYTES.items()}

LEGACY_FONTS = r"\.vn[a-z]|vni[- ]"
"""A regex of how the names of legacy fonts begin, in any case."""

_LEGACY_FONT = re.compile(LEGACY_FONTS, re.IGNORECASE)
_FONT_OF_CAPITALS = "H"  # at the end of the name of an ABC font: .VnTimeH shows its letters as capitals

# TCVN3 has no capitals with a tone: TØNH is typed with a small ỉ and reads TỉNH.
_CAPITAL, _SMALL, _TONED = "A-ZĂÂÊÔƠƯĐ", "a-zăâêôơưđ", "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_IN_CAPITALS = re.compile(rf"\b(?=[{_CAPITAL}]*[{_TONED}])[{_CAPITAL}{_TONED}]+[{_CAPITAL}][{_TONED}]*\b")
# Words that leave no doubt about their line: BAN in Uỷ BAN, none in Số 4/KH-UBND.
_ALL_CAPITALS = re.compile(rf"(?<![\w/-])(?=[{_CAPITAL}]*[AEIOUYĂÂÊÔƠƯ])[{_CAPITAL}]{{2,}}(?![\w/-])")
# What is soon found in a line that may have either.
_AMONG_CAPITALS = re.compile(rf"[{_TONED}](?:(?=[ ]?[{_CAPITAL}]{{2}}|[{_CAPITAL}])|(?<=[{_CAPITAL}]{{2}}.))")
_HAS_SMALL = re.compile(f"[{_SMALL}]")


def decode_legacy(data: bytes, encoding: Encoding) -> str:
    r"""Decode bytes; no bytes are an error, and those without a letter are read as windows-1252.

    >>> decode_legacy(b"\xa7\xb6ng C\xe9ng s\xb6n", "TCVN3"), decode_legacy(b"\xd1a\xfbng Co\xe4ng sa\xfbn", "VNI")
    ('Đảng Cộng sản', 'Đảng Cộng sản')
    """
    text, _ = codecs.charmap_decode(data, "strict", _BYTES[encoding])
    return _mended(text, encoding)


def repair_run(text: str, encoding: Encoding) -> str:
    """Return the text of characters that are the Latin-1 or windows-1252 reading of bytes in an encoding.

    >>> repair_run("TØnh ñy B×nh ThuËn", "TCVN3")
    'Tỉnh ủy Bình Thuận'
    """
    return _mended(text.translate(_REPAIRS[encoding]), encoding)


def should_repair(text: str, encoding: Encoding) -> bool:
    """Return whether a text reads better repaired: documents name a legacy font for runs that are Unicode, so ask about all runs of one.

    >>> should_repair("TØnh ñy", "TCVN3"), should_repair("Tỉnh ủy", "TCVN3")
    (True, False)
    """
    return vietnamese_share(repair_run(text, encoding)) > vietnamese_share(text)


def encoding_of_font(name: str) -> Encoding | None:
    """Return the encoding of the letters in a font: TCVN3 for .VnTime and all .Vn fonts, VNI for VNI-Times; None for one of Unicode."""
    found = _LEGACY_FONT.match(name.strip())
    return None if found is None else "TCVN3" if found[0].startswith(".") else "VNI"


def repair_font(text: str, font: str) -> str:
    """Return the text of a run by the name of its font, unchanged for one of Unicode; a font of capitals shows capitals.

    >>> repair_font("TØnh ñy", ".VnTimeH")
    'TỈNH ỦY'
    """
    encoding = encoding_of_font(font)
    repaired = repair_run(text.translate(_OF_SYMBOLS), encoding) if encoding else text
    return repaired.upper() if encoding == "TCVN3" and font.strip().endswith(_FONT_OF_CAPITALS) else repaired


def _mended(text: str, encoding: Encoding) -> str:
    """Return the text with what a table of single bytes does not give: letters of two bytes, capitals with a tone."""
    if encoding == "VNI":
        lines = text.splitlines(keepends=True)  # a substitution holds all pieces of its text in memory
        return "".join(_VNI_LETTER.sub(lambda match: _VNI.get(match[0], match[0]), line) for line in lines)
    return "".join(_with_tones_on_capitals(text)) if encoding == "TCVN3" else text


def _with_tones_on_capitals(text: str) -> Iterator[str]:
    """Yield the lines that show words in capitals, mended, and what stands between them."""
    position = 0
    while shown := _AMONG_CAPITALS.search(text, position):
        start = max(text.rfind("\n", position, shown.start()) + 1, position)
        yield text[position:start]
        end = text.find("\n", shown.end())
        position = len(text) if end < 0 else end
        yield from map(_with_capitals, text[start:position].splitlines(keepends=True))
    yield text[position:]


def _with_capitals(line: str) -> str:
    """Return a line with capitals where words in capitals show small letters with a tone: in all of it if it has no other small ones."""
    if _HAS_SMALL.search(line):
        return _IN_CAPITALS.sub(lambda match: match[0].upper(), line)
    return line.upper() if _IN_CAPITALS.search(line) or _ALL_CAPITALS.search(line) else line
