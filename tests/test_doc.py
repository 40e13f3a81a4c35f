"""Test the readers of .doc: one by one, in their order, and on files that are damaged, encrypted or not Word's.

documents/ct-20-tu.doc is the directive of word_files, saved as Word 97 by LibreOffice.
"""

from __future__ import annotations

import contextlib
import random
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest
from word_files import directive

import danchieu.loaders.files.extras
from danchieu import read_text
from danchieu.loaders.errors import SourceDamaged, SourceError, SourceUnreadable, SourceUnsupported
from danchieu.loaders.files import decode
from danchieu.loaders.files.formats import Decoded

FILE = Path(__file__).parent / "documents" / "ct-20-tu.doc"
DATA = FILE.read_bytes()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CONVERTER = pytest.mark.skipif(not find_spec("doc2docx"), reason="msdoc2docx is not installed")


def read(data: bytes) -> Decoded:
    return decode(Path("a.doc"), data)


@pytest.fixture
def hide(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return a function that hides readers."""

    def hide(*names: str) -> None:
        find_program = shutil.which
        monkeypatch.setattr(shutil, "which", lambda name: None if name in names else find_program(name))
        if "doc2docx" in names:
            monkeypatch.setattr(danchieu.loaders.files.extras, "find_spec", lambda name: None)

    return hide


@CONVERTER
def test_document_is_read_as_its_docx() -> None:
    decoded = read(DATA)
    expected = decode(Path("a.docx"), directive())
    assert decoded == Decoded(expected.text, "Word 97 (msdoc2docx)", notes=expected.notes, rank=1)


@pytest.mark.parametrize("name", ["antiword", "catdoc"])
def test_program_reads_what_is_not_converted(name: str, hide: Callable[..., None]) -> None:
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed")
    hide("doc2docx", *{"antiword", "catdoc"} - {name})
    decoded = read(DATA)
    assert decoded.reader == f"Word 97 ({name})"
    [note] = decoded.notes
    assert note.startswith("numbers that Word counts are missing, and deleted text is kept; ") and note.endswith("pip install msdoc2docx")
    assert (decoded.rank, decoded.lacks) == (3, "doc")
    found = read_text(decoded.text)
    assert (found.head.symbol and found.head.symbol.text, found.head.issued_on) == ("20-CT/TU", date(2008, 5, 16))
    dates = {one.symbol.text: one.date for one in found.citations if one.symbol}
    assert dates["04-NQ/TW"] == date(2006, 8, 21)
    assert {"05-CT/TW", "12-QĐ/TU", "15-KH/TU", "08-CT/TU", "21-CT/TU", "31-KH/TU", "03-NQ/TW"} <= set(dates)


def test_reader_to_install_is_named(hide: Callable[..., None]) -> None:
    hide("doc2docx", "antiword", "catdoc")
    with pytest.raises(SourceUnsupported, match="run: pip install msdoc2docx"):
        read(DATA)


@CONVERTER
def test_file_that_no_reader_understands_says_why(hide: Callable[..., None]) -> None:
    hide("antiword", "catdoc")
    with pytest.raises(SourceDamaged, match=r"msdoc2docx cannot convert it: .*; open it in Word and save it as \.docx"):
        read(DATA.replace(struct.pack("<H", 0xA5EC), struct.pack("<H", 0xA5DC)))


def test_second_reader_says_why_the_first_one_failed() -> None:
    if not (find_spec("doc2docx") and shutil.which("antiword")):
        pytest.skip("needs msdoc2docx and antiword")
    decoded = read(DATA[:8] + b"\1" + DATA[9:])  # a class of the container, which only the first one looks at
    assert (decoded.reader, decoded.notes[0]) == ("Word 97 (antiword)", "msdoc2docx cannot convert it: CFB header CLSID must be zero")
    assert (decoded.notes[1], decoded.lacks) == ("numbers that Word counts are missing, and deleted text is kept", None)


def stream(name: str) -> bytes:
    """Make the beginning of a container that has a stream."""
    return OLE + bytes(600) + name.encode("utf-16-le") + bytes(600)


REFUSED = {
    "encrypted .docx": (stream("EncryptedPackage"), SourceDamaged, "is encrypted; save it without a password"),
    "workbook": (stream("Workbook"), SourceUnsupported, "is a workbook"),
    "presentation": (stream("PowerPoint Document"), SourceUnsupported, "is a presentation"),
    "mail": (stream("__substg1.0_0037001F"), SourceUnsupported, "is a mail of Outlook"),
    "other program": (DATA.replace("WordDocument".encode("utf-16-le"), bytes(24)), SourceUnsupported, "of another program than Word"),
    "cut off": (DATA[:9000], SourceDamaged, "is cut off"),
    "cut off in its header": (DATA[:400], SourceDamaged, "is cut off"),
    "sectors of no byte": (DATA[:30] + b"\0" + DATA[31:], SourceDamaged, "its sectors have no size that there is"),
    "sectors of a gigabyte": (DATA[:30] + b"\x1e" + DATA[31:], SourceDamaged, "its sectors have no size that there is"),
    "junk": (bytes(range(256)), SourceDamaged, "is neither a Word document"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_file_is_refused(case: str) -> None:
    data, error, reason = REFUSED[case]
    with pytest.raises(error, match=reason):
        read(data)


def test_a_full_disk_is_no_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/proc/none")
    with pytest.raises(SourceUnreadable, match=r"cannot be written to the folder of temporary files .*TMPDIR"):
        read(DATA)


@pytest.mark.parametrize("at", range(80))
def test_header_of_the_container_is_doubted(at: int) -> None:
    for byte in (0, 0x7F, 0xFF):
        with contextlib.suppress(SourceError):
            read(DATA[:at] + bytes([byte]) + DATA[at + 1 :])


@CONVERTER
def test_encrypted_document_is_refused() -> None:
    flags = DATA.index(struct.pack("<H", 0xA5EC)) + 10  # the first words of the stream: sign, version, ..., flags
    encrypted = DATA[: flags + 1] + bytes([DATA[flags + 1] | 0x01]) + DATA[flags + 2 :]
    with pytest.raises(SourceDamaged, match="is encrypted; save it without a password"):
        read(encrypted)


@pytest.mark.parametrize("seed", range(200))
def test_mutation_is_refused_or_read(seed: int) -> None:
    choose = random.Random(seed)
    data = bytearray(DATA)
    for _ in range(choose.randint(1, 20)):
        at = choose.randrange(len(data))
        data[at : at + 4] = choose.choice((b"\xff\xff\xff\x7f", b"\0\0\0\0", choose.randbytes(4)))
    with contextlib.suppress(SourceError):
        read(bytes(data))


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("format", ["doc:MS Word 97", "rtf"])
def test_conversion_by_libreoffice_reads_alike(format: str, tmp_path: Path) -> None:
    if format != "rtf" and not find_spec("doc2docx"):
        pytest.skip("msdoc2docx is not installed")
    source = tmp_path / "a.docx"
    source.write_bytes(directive())
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", format]
    subprocess.run([*command, "--outdir", tmp_path, source], check=True, capture_output=True, timeout=120)
    converted = source.with_suffix("." + format.partition(":")[0])
    assert decode(converted, converted.read_bytes()).text == decode(source, source.read_bytes()).text
