"""Test in which encoding a file of text is read, what is noted of it, and what is refused."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from legacy_bytes import encode

from danchieu.loaders.errors import SourceError, SourceNotText
from danchieu.loaders.files import decode
from danchieu.loaders.files.formats import Decoded
from danchieu.loaders.text.legacy import Encoding

LINE = "Thực hiện Chỉ thị số 20-CT/TU của Tỉnh uỷ"
TEXT = (
    "TỈNH ỦY BÌNH THUẬN\nSố 108-KH/TU\n\nKế hoạch thực hiện Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị.\n"
    "Các sở, ban, ngành, đoàn thể chịu trách nhiệm hướng dẫn, đôn đốc và kiểm tra việc thực hiện; Uỷ ban nhân dân tỉnh "
    "tổng hợp, báo cáo Tỉnh uỷ trước ngày 31 tháng 12 hằng năm để xem xét, chỉ đạo những vấn đề mới phát sinh.\n"
)
READERS: dict[Encoding, str] = {"TCVN3": "TCVN3 (ABC)", "VNI": "VNI", "VISCII": "VISCII", "windows-1258": "windows-1258"}
LEGACY = sorted(READERS)
WORDS = sorted({word.strip(".,;") for word in TEXT.split() if not word.isascii()})


def read(data: bytes, name: str = "a.txt") -> Decoded:
    return decode(Path(name), data)


@pytest.mark.parametrize("text", [TEXT, LINE], ids=["text", "line"])
@pytest.mark.parametrize("encoding", LEGACY)
def test_a_legacy_encoding_is_known_by_its_syllables(encoding: Encoding, text: str) -> None:
    decoded = read(encode(text, encoding))
    assert (unicodedata.normalize("NFC", decoded.text), decoded.reader, decoded.notes) == (text, READERS[encoding], ())


@pytest.mark.parametrize(
    ("codec", "mark", "reader"),
    [
        ("utf-8", b"", "UTF-8"),
        ("utf-8", b"\xef\xbb\xbf", "UTF-8"),
        ("utf-16-le", b"\xff\xfe", "UTF-16"),
        ("utf-16-be", b"\xfe\xff", "UTF-16"),
        ("utf-16-le", b"", "UTF-16"),
        ("utf-16-be", b"", "UTF-16"),
        ("utf-32-le", b"\xff\xfe\0\0", "UTF-32"),
        ("utf-32-be", b"\0\0\xfe\xff", "UTF-32"),
    ],
)
@pytest.mark.parametrize("text", [TEXT, LINE, "20-CT/TU", "Circular 12\r\n"])
def test_unicode_is_known_by_its_mark_or_its_bytes(codec: str, mark: bytes, reader: str, text: str) -> None:
    assert read(mark + text.encode(codec)) == Decoded(text, reader)


@pytest.mark.parametrize("reading", ["latin-1", "cp1252"])
@pytest.mark.parametrize("encoding", LEGACY)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_that_was_pasted_from_a_legacy_encoding_is_repaired(codec: str, encoding: Encoding, reading: str) -> None:
    pasted = "".join(_paste(byte, reading) for byte in encode(TEXT, encoding))
    decoded = read(pasted.encode(codec))
    assert (unicodedata.normalize("NFC", decoded.text), decoded.reader) == (TEXT, READERS[encoding])
    assert [READERS[encoding] in note and "repaired" in note for note in decoded.notes] == [True]


def _paste(byte: int, reading: str) -> str:
    return bytes([byte]).decode(reading, "ignore") or chr(byte)


@pytest.mark.parametrize("encoding", LEGACY)
def test_ascii_before_and_a_long_text_do_not_matter(encoding: Encoding) -> None:
    plain, long = "1. A-B;\n" * 20_000, TEXT * 400
    decoded = read(plain.encode() + encode(long, encoding))
    assert (unicodedata.normalize("NFC", decoded.text), decoded.reader) == (plain + long, READERS[encoding])


@pytest.mark.parametrize("encoding", LEGACY)
def test_no_letter_is_cut_by_the_sample(encoding: Encoding) -> None:
    words = encode("nước ", encoding) * 3
    for shift in range(len(words)):
        assert read(encode(LINE, encoding)[: -len(words)] + b"x" * shift + words * 6000).reader == READERS[encoding]


@pytest.mark.parametrize(
    ("data", "text", "notes"),
    [
        (f"{LINE}\n".encode() + b"\xe1\xbb" + f"\r{LINE}".encode(), f"{LINE}\n\ufffd\r{LINE}", ["offset 42 (line 2)"]),
        (LINE.encode()[:-1], f"{LINE[:-1]}\ufffd", ["1 broken character read", "offset 40 (line 1)"]),
        (b"\x96 " + f"{TEXT}\r\n\r\n".encode() + b"\xff\xff\xff", f"\ufffd {TEXT}\r\n\r\n\ufffd\ufffd\ufffd", ["4 broken", "(line 8), …"]),
        (b"\xff\xfe" + LINE.encode("utf-16-le")[:-1], f"{LINE[:-1]}\ufffd", ["offset 40 (line 1)"]),
        (f"{TEXT * 9}\0{LINE}".encode() + b"\0" * 100, f"{TEXT * 9}\ufffd{LINE}", ["1 broken character read"]),
    ],
)
def test_broken_bytes_are_read_and_noted(data: bytes, text: str, notes: list[str]) -> None:
    decoded = read(data)
    assert decoded.text == text
    assert all(note in decoded.notes[0] for note in notes), decoded.notes


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("Le décret n° 12 du 3 mai, à la préfecture, là où il a été publié, à Hué".encode("latin-1"), "not Vietnamese"),
        ("là là à là où là à".encode("latin-1"), "not Vietnamese"),
        ("Verfügung für Münster über Größe".encode("latin-1"), "not Vietnamese"),
        ("Приказ о введении в действие".encode("cp1251"), "not Vietnamese"),
        ("第二十号指示".encode("gb18030"), "not Vietnamese"),
        (b"Only one \xe1 letter", "not Vietnamese"),
        (bytes(range(1, 256)) * 40, "not Vietnamese"),
        (bytes(range(256)) * 40, "NUL bytes"),
        (b"20-CT/TU\0\0\0 20-CT/TU", "NUL bytes"),
        (TEXT.encode("utf-16-le")[1:], "NUL bytes"),
        (b"\x7fELF\2\1\1" + b"\0" * 200, "NUL bytes"),
        (b"\xff\xfe" + bytes(range(1, 255)) * 40, "begins as UTF-16"),
        (b"\xff\xfe\0\0" + bytes(range(1, 255)) * 40, "begins as UTF-32"),
    ],
)
def test_what_is_not_vietnamese_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(SourceNotText, match=reason):
        read(data)


VIETNAMESE = st.permutations(WORDS).map(" ".join)


@given(VIETNAMESE, st.sampled_from(LEGACY))
def test_any_vietnamese_survives_a_legacy_encoding(text: str, encoding: Encoding) -> None:
    decoded = read(encode(text, encoding))
    kept = unicodedata.normalize("NFC", decoded.text)
    assert (kept.lower() if encoding == "TCVN3" else kept, decoded.reader) == (
        text.lower() if encoding == "TCVN3" else text,
        READERS[encoding],
    )


@given(VIETNAMESE, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]))
def test_any_vietnamese_survives_unicode(text: str, codec: str) -> None:
    assert read(text.encode(codec)).text == text


@given(
    VIETNAMESE,
    st.sampled_from([*LEGACY, "utf-8", "utf-16", "utf-16-le", "utf-32"]),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=4), st.integers(0, 3)), max_size=8),
)
def test_damaged_files_are_read_or_refused(text: str, codec: str, cuts: list[tuple[float, bytes, int]]) -> None:
    data = encode(text, codec) if codec in READERS else text.encode(codec)
    for place, put, gone in cuts:
        at = int(place * len(data))
        data = data[:at] + put + data[at + gone :]
    try:
        assert isinstance(read(data), Decoded)
    except SourceError as error:
        assert error.reason


@given(st.binary(max_size=600))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        assert isinstance(read(data), Decoded)
    except SourceError as error:
        assert error.reason
