r"""Test how the text of RTF is written: encodings, fonts, revisions, fields, tables, notes."""

from __future__ import annotations

import contextlib
import random
from datetime import date
from pathlib import Path

import pytest

import danchieu.loaders.files.word.rtf
from danchieu import read_text
from danchieu.loaders.errors import SourceDamaged, SourceError, SourceTooLarge
from danchieu.loaders.files import decode
from danchieu.loaders.files.formats import Decoded

FONTS = (
    r"{\fonttbl{\f0\froman\fcharset163{\*\panose 02020603050405020304}Times New Roman;}{\f1\fnil\fcharset2 Symbol;}"
    r"{\f2\fnil\fcharset0 .VnTime;}{\f3\fnil\fcharset163 .VnTimeH{\*\falt Courier;};}{\f4\fswiss\fcharset0 VNI-Times;}"
    r"{\f5\fcharset0 Arial;}}"
)
START = r"{\rtf1\ansi\ansicpg1258\deff0\uc1" + FONTS + r"{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}}{\info{\author A}}" + "\n"


def rtf(body: str) -> bytes:
    """Make a file; letters beyond ASCII are written by number, with a stand-in."""
    return (START + written(body) + "}").encode("ascii")


def written(text: str) -> str:
    return "".join(letter if letter.isascii() else rf"\u{(ord(letter) + 0x8000) % 0x10000 - 0x8000}?" for letter in text)


def read(data: bytes) -> Decoded:
    return decode(Path("a.rtf"), data)


SHOWN = {
    "letters by number": (r"\u272?i\u7873\'3fu l\u7879?", "Điều lệ"),
    "no stand-in": (r"{\uc0 \u272i\u7873u} l\u7879?", "Điều lệ"),
    "two stand-ins": (r"{\uc2 \u272\'d0\'80i\u7873ABu}", "Điều"),
    "stand-in that is a mark": (r"05\u8209\_CT/TW", "05\u2011CT/TW"),
    "letter beyond the first plane": (r"\u-10179?\u-8447?", "\U0001f701"),
    "windows-1258": (r"\'d0i\'ea\'f6u l\'ea\'f2", "Đi\xea\xf6u l\xea\u0323"),
    "TCVN3": (r"\f2 \'a7i\'d2u l\'d6", "Điều lệ"),
    "TCVN3 in capitals": (r"\f3 \'aei\'d2u", "ĐIỀU"),
    "VNI in two runs": (r"{\f4 sa}{\f4 \'fbn}", "sản"),
    "Unicode in a legacy font": (r"\f2 \u272?i\u7873?u", "Điều"),
    "symbols": (r"{\f1 \'b7}\tab m\u7897?t", "• một"),
    "symbol by number": (r"05{\f1 \u-4051?}CT/TW", "05-CT/TW"),
    "hyphens": (r"05\_CT/T\-W", "05\u2011CT/TW"),
    "blanks and tabs": (r"\tab a)\tab b\~c\tab\tab d\emspace e", "a) b\u00a0c    d e"),
    "quotes and dashes": (r"\ldblquote a\rdblquote  \endash  \lquote b\rquote", "“a” \u2013 ‘b’"),
    "braces": (r"\{a\}\\", "{a}\\"),
    "line ends of the file": ("Ch\r\n\\u7881?\n th\\u7883?", "Chỉ thị"),
    "line break": (r"a\line b\page c", "a\nb\nc"),
    "paragraphs": ("a\\par b\\\nc\\par\\par d", "a\nb\nc\n\nd"),
    "paragraph whose mark was deleted": (r"a {\deleted x\par }b", "a b"),
    "revisions": (r"20{\revised\revauth1 -CT}{\deleted -KH}/TU", "20-CT/TU"),
    "hidden": (r"a{\v b}{\v\v0 c}\v\plain d", "acd"),
    "capitals": (r"{\caps t\u7881?nh} \u7911?y", "TỈNH ủy"),
    "field": (r"xem {\field{\*\fldinst{ REF muc1 }}{\fldrslt m\u7909?c 1}} tr\u234?n", "xem mục 1 trên"),
    "unknown destination": (r"a{\*\unknown b{c}}d", "ad"),
    "bookmark": (r"20-{\*\bkmkstart a}CT{\*\bkmkend a}/TU", "20-CT/TU"),
    "picture": ("a{\\pict\\wmetafile8 " + "0a}".rjust(9000, "f") + "b", "ab"),
    "binary picture": (r"a{\*\shppict{\pict\bin6 {{}{\\}}b", "ab"),
    "binary data": (r"a\bin4 }}}}b", "ab"),
    "number of a list": (r"{\listtext\pard\plain \u272?i\u7873?u 1.\tab}M\u7909?c", "Điều 1. Mục"),
    "long number of a mark": (r"20{\revised\revdttm1234567890 -CT}/TU", "20-CT/TU"),
    "bullet in a font that is not marked": (r"{\pntext \u-3913?\tab}m", "• m"),
    "box of text": (r"a{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt\pard b\par}}{\shprslt{\*\do c}}}d\par e", "ad\nb\ne"),
    "note": (
        r"05-CT/TW{\super\chftn}{\footnote\pard\plain {\super\chftn} thay 03-CT/TW\par}, ng\u224?y",
        "05-CT/TW, ngày\n\n[1] thay 03-CT/TW",
    ),
    "note with a star": (r"a{\*\footnote b}c", "ac\n\n[1] b"),
    "headers": (r"{\header 2\par}{\footer 3}a", "a"),
    "text behind the end": ("a}{b}\0", "a"),
}


@pytest.mark.parametrize("case", SHOWN)
def test_text_is_written_as_shown(case: str) -> None:
    body, expected = SHOWN[case]
    assert read(rtf(body)).text.strip() == expected


def test_bytes_of_a_font_are_decoded_by_its_character_set() -> None:
    data = START.encode() + b"{\\f0 " + "Đươ\u0300ng".encode("cp1258") + b" }{\\f5 " + "Ö}}".encode("cp1252")
    assert read(data).text == "Đươ\u0300ng Ö\n"


def test_whole_document_without_legacy_fonts_is_repaired() -> None:
    decoded = read(START.encode() + rb"\f5 \'a7\'b6ng C\'e9ng s\'b6n Vi\'d6t Nam, t\'d8nh \'f1y B\'d7nh Thu\'cbn}")
    assert decoded.text == "Đảng Cộng sản Việt Nam, tỉnh ủy Bình Thuận\n"
    assert decoded.notes == ("the letters are TCVN3 (ABC); they were repaired",)


def row(*cells: str, edges: tuple[int, ...] = (), border: str = "") -> str:
    """Write a row; edges are given in thousands of twips."""
    defined = "".join(rf"{border}\cellx{edge}000" for edge in edges or range(1, len(cells) + 1))
    inside = "".join(cell + r"\cell " for cell in cells)
    return rf"\trowd {defined}\pard\intbl {inside}\row "


GRID = r"\clbrdrl\brdrs\brdrw10 "
LETTERHEAD = row(r"TỈNH ỦY BÌNH THUẬN\par *\par Số 20-CT/TU", r"ĐẢNG CỘNG SẢN VIỆT NAM\par {\i Phan Thiết, ngày 16 tháng 5 năm 2008}")
LINES = "TỈNH ỦY BÌNH THUẬN\n*\nSố 20-CT/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nPhan Thiết, ngày 16 tháng 5 năm 2008"
TABLES = {
    "letterhead": (LETTERHEAD + r"\pard CHỈ THỊ", LINES + "\n\nCHỈ THỊ"),
    "rows": (
        r"\pard a\par " + row("TT", "Văn bản", border=GRID) + row("1", r"số 20-CT/TU\par ngày 16/5/2008", border=GRID) + r"\pard b",
        "a\n| TT | Văn bản |\n| 1 | số 20-CT/TU ngày 16/5/2008 |\nb",
    ),
    "rows without borders": (row("a", "b", "c") * 3, "\n".join(["| a | b | c |"] * 3)),
    "no border drawn": (r"\pard a\par " + row("b", "c", border=r"\clbrdrl\brdrnone\clbrdrt\brdrs ") + r"\pard d", "a\nb\nc\n\nd"),
    "span": (row("a", "b", edges=(2, 3), border=GRID) + row("c", "d", "e", border=GRID), "| a |  | b |\n| c | d | e |"),
    "frame": (row(r"Điều 1.\par Điều 2.", border=GRID) + r"\pard c", "Điều 1.\nĐiều 2.\n\nc"),
    "row that the file does not end": (r"\pard x\par\trowd\cellx1000\cellx2000\pard\intbl a\cell b\cell\pard c\par ", "x\na\nb\n\nc"),
    "table in a cell": (
        row("x", r"a{\nestcell}b{\nestcell}{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}c", "d") * 3,
        "\n".join(["| x | a b c | d |"] * 3),
    ),
}


@pytest.mark.parametrize("case", TABLES)
def test_table_is_written(case: str) -> None:
    body, expected = TABLES[case]
    assert read(rtf(body)).text.strip() == expected


TITLE = r"\pard CHỈ THỊ\par về công tác phòng, chống tham nhũng\par\par Thực hiện Nghị quyết số 04-NQ/TW.\par "
HEADS = {
    "table": LETTERHEAD + TITLE,
    "lines": r"\pard " + LINES.replace("\n", r"\par ") + r"\par " + TITLE,
    "header of the first page": r"{\header\pard 2\par}{\headerf " + LETTERHEAD + "}" + TITLE,
}


@pytest.mark.parametrize("case", HEADS)
def test_header_is_read(case: str, tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(rtf(HEADS[case]))
    head = read_text(path).head
    assert (head.symbol and head.symbol.text, head.issued_on, head.place) == ("20-CT/TU", date(2008, 5, 16), "Phan Thiết")
    assert (head.letterhead, head.type, head.title) == (("TỈNH ỦY BÌNH THUẬN",), "Chỉ thị", "về công tác phòng, chống tham nhũng")


REFUSED = {
    "cut off": (rtf("Điều 1")[:-1], SourceDamaged, "cut off: it ends within 1 groups"),
    "cut off in a picture": (rtf("{\\pict 00")[:-1], SourceDamaged, "cut off"),
    "cut off in binary data": (rtf(r"{\pict\bin99999999 0}"), SourceDamaged, "cut off"),
    "nested groups": (rtf("{" * 200_000 + "}" * 200_000), SourceDamaged, "nested more than 1,000 deep"),
    "junk": (bytes(range(256)), SourceDamaged, "is neither RTF nor text"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_file_is_refused(case: str) -> None:
    data, error, reason = REFUSED[case]
    with pytest.raises(error, match=reason):
        read(data)


def test_file_of_too_many_marks_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(danchieu.loaders.files.word.rtf, "_MOST_TOKENS", 1_000)
    with pytest.raises(SourceTooLarge, match="has more than 1,000 words and marks"):
        read(rtf(r"\b" * 1_000))


def test_text_that_is_called_rtf_is_read() -> None:
    assert read("Chỉ thị số 20-CT/TU".encode()).text == "Chỉ thị số 20-CT/TU"


@pytest.mark.parametrize("seed", range(200))
def test_mutation_is_refused_or_read(seed: int) -> None:
    choose = random.Random(seed)
    data = bytearray(rtf(LETTERHEAD + TITLE + "".join(body for body, _ in SHOWN.values() if not body.startswith("a}"))))
    for _ in range(choose.randint(1, 20)):
        at = choose.randrange(len(data))
        data[at : at + choose.randint(0, 2)] = choose.choice((b"{", b"}", b"\\", b"\\u", b"9", b"", bytes([choose.randrange(256)])))
    with contextlib.suppress(SourceError):
        read(bytes(data))
