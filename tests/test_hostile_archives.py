"""Test that archives which are cut off, lie or would fill a machine are cut or refused with a reason."""

from __future__ import annotations

import gzip
import lzma
import random
import struct
import tarfile
import tempfile

import pytest
from archive_files import KINDS, headed, members, tarred, until_error, with_declared_size, zipped

from danchieu.loaders.errors import SourceDamaged, SourceEmpty, SourceError, SourceTooLarge, SourceUnreadable, SourceUnsupported
from danchieu.loaders.files.archive.archives import MAX_MEMBERS


def sparse() -> bytes:
    """Return a tar with a sparse file of 1 TB, in the old form of GNU, and a text."""
    header = bytearray(headed("big.txt", size=0, type=tarfile.GNUTYPE_SPARSE).tobuf(tarfile.GNU_FORMAT))
    header[386:482] = b"".join(b"%011o\0%011o\0" % (offset, 0) for offset in (0, 0, 0, 0))
    header[483:495] = b"\x80" + (1 << 40).to_bytes(11, "big")
    header[148:156] = b"        "
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header) + tarred([("a.txt", b"x")])


def with_header(size: int, kind: bytes) -> bytes:
    """Return a tar with a header of headers that declares a size, behind a text."""
    return tarred([("a.txt", b"x")])[:1024] + headed("p", size=size, type=kind).tobuf(tarfile.GNU_FORMAT) + b"0" * 4_096


def greedy(data: bytes) -> bytes:
    """Return data as xz that takes 192 MB to unpack."""
    return lzma.compress(data, filters=[{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 192 << 20}])


NOISE = random.Random(5).randbytes(400_000)
HOSTILE: dict[str, tuple[str, bytes, list[str], type[SourceError] | None, str]] = {
    "empty": ("a.zip", b"", [], SourceEmpty, "is empty"),
    "rar": ("a.bin", b"Rar!\x1a\x07\x00", [], SourceUnsupported, "rar archive"),
    "7z": ("a.7z", b"7z\xbc\xaf\x27\x1c", [], SourceUnsupported, "7z archive"),
    "zip cut off": ("a.zip", zipped([("a.txt", NOISE)])[:-30], [], SourceDamaged, "cut off"),
    "tar cut off": ("a.tar", tarred([("a.txt", b"x"), ("b.txt", NOISE)])[:9_000], ["a.txt"], SourceDamaged, "cut off"),
    "gzip cut off": ("a.tgz", gzip.compress(tarred([("a.txt", b"x"), ("b.txt", NOISE)]))[:9_000], ["a.txt"], SourceDamaged, "cut off"),
    "xz cut off": ("a.tar.xz", lzma.compress(tarred([("a.txt", b"x"), ("b.txt", NOISE)]))[:9_000], ["a.txt"], SourceDamaged, "cut off"),
    "gzip of zeros": ("a.tgz", gzip.compress(tarred([("a.txt", b"x")]) + bytes(200 << 20)), ["a.txt"], SourceTooLarge, "times its size"),
    "xz of zeros": ("a.tar.xz", lzma.compress(tarred([("a.txt", b"x")]) + bytes(80 << 20)), ["a.txt"], SourceTooLarge, "times its size"),
    "xz that asks for memory": ("a.tar.xz", greedy(tarred([("a.txt", b"x")])), [], SourceDamaged, "Memory usage limit"),
    "sparse file of 1 TB": ("a.tar", sparse(), ["a.txt"], None, ""),
    "header of 8 GB": ("a.tar", with_header(8 << 30, tarfile.XHDTYPE), ["a.txt"], SourceDamaged, "longer than any document"),
    "name of 8 GB": ("a.tar", with_header(8 << 30, tarfile.GNUTYPE_LONGNAME), ["a.txt"], SourceDamaged, "longer than any document"),
    "headers of headers": (
        "a.tar",
        (headed("p", size=0, type=tarfile.GNUTYPE_LONGNAME).tobuf(tarfile.GNU_FORMAT)) * 3_000,
        [],
        SourceDamaged,
        "cut off",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_archive_is_cut_or_refused(name: str) -> None:
    path, data, readable, error, words = HOSTILE[name]
    found, raised = until_error(path, data)
    assert [member.path for member in found if member.content is not None] == readable
    assert type(raised) is (error or type(None)) and words in str(raised)


def test_zip_of_a_million_entries_is_refused_by_its_directory() -> None:
    entry = b"PK\x01\x02" + bytes(24) + struct.pack("<HHH", 1, 0, 0) + bytes(12) + b"a"
    directory = entry * 1_000_000
    end = b"PK\x05\x06" + bytes(4) + struct.pack("<HHLLH", 0xFFFF, 0xFFFF, len(directory), 0, 0)
    found, raised = until_error("a.zip", b"PK\x03\x04" + directory + end)
    assert found == [] and isinstance(raised, SourceTooLarge) and "1,000,000 entries" in raised.reason


def test_zip_that_declares_too_much_is_refused_before_it_is_unpacked() -> None:
    bomb = with_declared_size(zipped([("a.txt", b"x"), ("b.txt", b"x")]), (1 << 30) + 1)
    found, raised = until_error("a.zip", bomb)
    assert found == [] and isinstance(raised, SourceTooLarge) and "unpacks to 1,074 MB" in raised.reason


def test_entry_that_declares_less_than_it_holds_is_cut_off() -> None:
    [member] = members("a.zip", with_declared_size(zipped([("a.txt", bytes(50_000_000))]), 10))
    assert member.content is None and "does not unpack" in member.reason


def test_tar_of_too_many_entries_is_cut() -> None:
    data = gzip.compress(headed("a.txt").tobuf() * (MAX_MEMBERS + 10), 1)
    with pytest.raises(SourceTooLarge, match="more than 100,000 entries"):
        for count, _ in enumerate(members("a.tgz", data), start=1):
            assert count <= MAX_MEMBERS


def test_tar_that_does_not_fit_on_the_disk_is_no_damaged_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: object, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "write", refuse)
    found, raised = until_error("a.tgz", gzip.compress(tarred([("a.txt", b"x")])))
    assert found == [] and isinstance(raised, SourceUnreadable) and "No space left on device" in raised.reason
    assert not raised.lasting


FILES = [("tháng 2/kế hoạch.docx", NOISE[:900]), (".git/x", b""), ("in.zip", zipped([("a.txt", b"x")])), ("noise.bin", NOISE[:3_000])]
NAMES_ALONE = [(name, b"") for name in ("báo cáo.pdf", "kế hoạch số 12 về việc thực hiện chương trình hành động.docx", "a.txt")]
OF_HEADERS = (b"=?", b"?=", b"*", b"*0*", b"%", b"'", b'"', b";", b"\0", b"\xff", b"=?utf-8?b?a?=")  # what names are written with


@pytest.mark.parametrize(("kind", "files", "times"), [*((kind, FILES, 200) for kind in KINDS), ("a.eml", NAMES_ALONE, 2_000)])
def test_mutated_archive_yields_members_or_a_reason(kind: str, files: list[tuple[str, bytes]], times: int) -> None:
    whole = KINDS[kind](files)
    chance = random.Random(kind)
    for _ in range(times):
        mutated = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            place = chance.randrange(len(mutated))
            put = chance.choice(OF_HEADERS) if files is NAMES_ALONE else chance.randbytes(chance.randint(0, 4))
            mutated[place : place + chance.randint(0, 4)] = put
        found, raised = until_error(kind, bytes(mutated[: chance.randint(1, len(mutated))] if chance.random() < 0.2 else mutated))
        assert all(member.content is not None or member.reason for member in found)
        assert raised is None or raised.reason
