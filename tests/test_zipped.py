"""Test that zip containers are judged by their directory, and that an entry unpacks to what it declares."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from pathlib import Path

import pytest

from danchieu.loaders.errors import SourceDamaged, SourceError, SourceTooLarge
from danchieu.loaders.files.zipped import open_zip, read_directory, unpack

PATH = Path("văn bản.zip")


def packed(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    """Pack entries into a zip."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as container:
        container.comment = comment
        for name, content in entries.items():
            container.writestr(name, content)
    return file.getvalue()


def declaring(data: bytes, size: int) -> bytes:
    """Change the unpacked size that the directory declares of its first entry."""
    at = data.index(b"PK\x01\x02")
    return data[: at + 24] + struct.pack("<L", size) + data[at + 28 :]


@pytest.mark.parametrize("comment", [b"", b"PK" * 900])
def test_entries_are_unpacked(comment: bytes) -> None:
    data = packed({"a.txt": b"a" * 5000, "b/c.txt": b""}, comment=comment)
    container = open_zip(PATH, data)
    unpacked = {entry.filename: unpack(PATH, container, entry, most=5000) for entry in container.infolist()}
    assert unpacked == {"a.txt": b"a" * 5000, "b/c.txt": b""}
    assert b"b/c.txt" in read_directory(data)


def test_directory_holds_no_names_of_a_zip_inside() -> None:
    outer = packed({"nghị quyết.docx": packed({"word/document.xml": b"<x/>"})}, zipfile.ZIP_STORED)
    assert b"word/document.xml" in outer and b"word/document.xml" not in read_directory(outer)


def test_directory_of_many_entries_is_found() -> None:
    data = packed(dict.fromkeys(map(str, range(70_000)), b""))
    assert read_directory(data).count(b"PK\x01\x02") == 70_000
    with pytest.raises(SourceTooLarge, match="holds 70,000 entries, more than 10,000"):
        open_zip(PATH, data)


REFUSED = {
    "bomb": (declaring(packed({"a": b"0" * 9}), 4_000_000_000), SourceTooLarge, "unpacks to 4,000 MB, more than 1,074 MB"),
    "cut off": (packed({"a": b"0" * 9000})[:60], SourceDamaged, "cut off or damaged"),
    "not a zip": (b"PK\x03\x04" + bytes(99), SourceDamaged, "cut off or damaged"),
    "declares more": (declaring(packed({"a": b"0" * 90}), 91), SourceDamaged, "unpacks to 90 bytes and declares 91"),
    "declares less": (declaring(packed({"a": b"0" * 90}), 89), SourceDamaged, "does not unpack"),
    "large entry": (packed({"a": b"0" * 1001}), SourceTooLarge, "a in it unpacks to"),
    "method": (packed({"a": b"0" * 90}, zipfile.ZIP_LZMA), SourceDamaged, "packed by method 14"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_container_is_refused(case: str) -> None:
    data, error, reason = REFUSED[case]
    with pytest.raises(error, match=reason):
        container = open_zip(PATH, data)
        unpack(PATH, container, container.infolist()[0], most=1000)


def test_encrypted_entry_is_refused() -> None:
    container = open_zip(PATH, packed({"a": b"0" * 90}))
    entry = container.infolist()[0]
    entry.flag_bits |= 1
    with pytest.raises(SourceDamaged, match="a in it is encrypted; unpack it with its password"):
        unpack(PATH, container, entry, most=1000)


@pytest.mark.parametrize("seed", range(200))
def test_mutation_is_refused_or_read(seed: int) -> None:
    choose = random.Random(seed)
    data = bytearray(packed({"a": b"0" * 90, "b": b"1" * 5000}, comment=b"1"))
    for _ in range(choose.randint(1, 8)):
        data[choose.randrange(len(data))] = choose.randrange(256)
    try:
        container = open_zip(PATH, bytes(data))
        for entry in container.infolist():
            unpack(PATH, container, entry, most=10_000)
    except SourceError:
        pass
