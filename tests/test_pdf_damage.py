"""Test that damaged, encrypted and hostile PDF files are refused by name, and that what cannot be read is said."""

from __future__ import annotations

import random
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from pdf_files import Page, assemble, encrypt, objects_of, write_pdf

from danchieu.loaders import workers
from danchieu.loaders.errors import SourceDamaged, SourceError, SourceTooLarge, SourceUnsupported
from danchieu.loaders.files import decode
from danchieu.loaders.files.paper import ocr

PATH = Path("kế hoạch.pdf")
WORDS = "Thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị"
MISSING = "to read scans, install OCR"


def lines(*texts: str) -> Page:
    page = Page()
    for number, text in enumerate(texts):
        page.text(70, 100 + 20 * number, text)
    return page


def with_picture(page: Page) -> Page:
    """Draw a picture over all of a page."""
    page.picture(b"\xff\xd8\xff\xd9", 1654, 2339)
    return page


def scanned() -> Page:
    return with_picture(Page())


def packed(length: int) -> bytes:
    """Pack as many megabytes of blanks."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(b" " * (1 << 20)) for _ in range(length)) + packer.flush()


GOOD = objects_of([lines(WORDS)])
DATA = assemble(GOOD)


@pytest.fixture
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "missing", lambda: MISSING)


def with_content(content: bytes, filters: str = "/Filter/FlateDecode") -> bytes:
    """Return a PDF whose only page has some packed content."""
    return assemble(GOOD | {8: b"<<%s/Length %d>>stream\n%s\nendstream" % (filters.encode(), len(content), content)})


@pytest.mark.parametrize(
    ("data", "error", "reason"),
    [
        pytest.param(encrypt(GOOD, user=b"secret", owner=b"owner"), SourceDamaged, "is encrypted with a password", id="encrypted"),
        pytest.param(b"%PDF-1.7\n" + bytes(range(256)) * 40, SourceDamaged, "is no PDF that can be opened", id="junk"),
        pytest.param(DATA[:300], SourceDamaged, "is no PDF that can be opened", id="cut off"),
        pytest.param(with_content(packed(300)), SourceDamaged, "more than 256 MB when unpacked", id="bomb"),
        pytest.param(
            with_content(zlib.compress(packed(10)), "/Filter[/FlateDecode/FlateDecode]"), SourceDamaged, "packed more than once", id="twice"
        ),
        pytest.param(with_content(zlib.compress(b"0 0 m 9 9 l S\n" * 120_000)), SourceDamaged, "none of its pages", id="drawing"),
        pytest.param(assemble(GOOD | {2: b"<</Type/Pages/Count 5/Kids[2 0 R]>>"}), SourceDamaged, "none of its pages", id="loop of pages"),
        pytest.param(
            assemble(GOOD | {2: b"<</Type/Pages/Count 4000/Kids[%s]>>" % (b"7 0 R " * 4000)}), SourceTooLarge, "4,000 pages", id="pages"
        ),
        pytest.param(write_pdf([scanned(), scanned()]), SourceUnsupported, f"is a scan; {MISSING}", id="scan"),
    ],
)
@pytest.mark.usefixtures("without_ocr")
def test_file_is_refused(data: bytes, error: type[SourceError], reason: str) -> None:
    with pytest.raises(error, match=reason):
        decode(PATH, data)


def test_file_with_the_password_of_its_owner_is_read() -> None:
    assert decode(PATH, encrypt(GOOD, user=b"", owner=b"owner")).text == WORDS


def test_file_is_known_by_its_first_bytes() -> None:
    assert decode(Path("kế hoạch.txt"), b"\n" + DATA).text == WORDS


@pytest.mark.parametrize(
    ("data", "note"),
    [
        pytest.param(DATA.removesuffix(b"%%EOF\n"), "the file does not end as a PDF does; it may be cut off", id="no end"),
        pytest.param(
            write_pdf([lines(WORDS), scanned(), scanned()]),
            f"pages 2-3 were not read, being scans, or in a font that does not name its letters; {MISSING}",
            id="scans among pages",
        ),
        pytest.param(
            write_pdf([lines(WORDS), lines(*["\x01\x03Th\x04c hi\x05n Ngh\x06 quy\x07t" * 3] * 10)]),
            f"page 2 was not read, being scans, or in a font that does not name its letters; {MISSING}",
            id="letters without a code",
        ),
        pytest.param(
            write_pdf([lines(WORDS), lines(*["ThÇc hiÌn NghÊ quy¿t cça Bß ChÍnh trÊ và c¿p çy" * 2] * 10)]),
            f"page 2 was not read, being scans, or in a font that does not name its letters; {MISSING}",
            id="letters with wrong codes",
        ),
        pytest.param(
            write_pdf([lines(WORDS), with_picture(lines(*["V/v thyc hi?n Nghj quyet so 57-NQ/TW cua B(> Chinh tri"] * 10))]),
            f"page 2 was not read, being scans, or in a font that does not name its letters; {MISSING}",
            id="a scan that was recognised without Vietnamese",
        ),
        pytest.param(
            assemble(GOOD | {2: b"<</Type/Pages/Count 3/Kids[7 0 R 99 0 R 7 0 R]>>"}),
            "page 2 was not read, being damaged or overloaded",
            id="a page is missing",
        ),
    ],
)
@pytest.mark.usefixtures("without_ocr")
def test_what_is_not_read_is_said(data: bytes, note: str) -> None:
    decoded = decode(PATH, data)
    assert WORDS in decoded.text
    assert decoded.notes == (note,)
    assert decoded.lacks == ("ocr" if MISSING in note else None)


@pytest.mark.parametrize(
    ("font", "text"),
    [
        (".VnTime", "Uỷ ban nhân dân tỉnh Bình Thuận thực hiện Nghị quyết số 57-NQ/TW"),
        ("ABCDEF+.VnTimeH", "UỶ BAN NHÂN DÂN TỈNH BÌNH THUẬN THỰC HIỆN NGHỊ QUYẾT SỐ 57-NQ/TW"),
        ("Serif", "Uỷ ban nhân dân tỉnh Bình Thuận thực hiện Nghị quyết số 57-NQ/TW"),
    ],
)
def test_letters_of_tcvn3_are_repaired(font: str, text: str) -> None:
    typed = "Uû ban nh©n d©n tØnh B×nh ThuËn thùc hiÖn NghÞ quyÕt sè 57-NQ/TW"
    assert decode(PATH, write_pdf([lines(typed, typed)], font=font)).text == f"{text}\n{text}"


FUZZ = """
import sys
from pathlib import Path
from danchieu.loaders.errors import SourceError
from danchieu.loaders.files import decode
for name in sys.argv[1:]:
    path = Path(name)
    print(path.name, flush=True)
    try:
        decode(path, path.read_bytes())
    except SourceError:
        pass
"""


def mutate(data: bytes, seed: int) -> bytes:
    """Return a file with some bytes changed, a part left out or doubled, or its end cut off."""
    chance = random.Random(seed)
    changed = bytearray(data)
    for _ in range(chance.randint(1, 30)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    start = chance.randrange(len(changed))
    end = min(len(changed), start + chance.randrange(200))
    match seed % 4:
        case 1:
            del changed[start:end]
        case 2:
            changed[start:start] = changed[start:end]
        case 3:
            del changed[max(start, 200) :]
    return bytes(changed)


def test_mutated_files_are_read_or_refused(tmp_path: Path) -> None:
    """Read 200 mutated files. pdfium may crash, which the process around a reader survives; no other error may be raised."""
    page = lines(WORDS, "05-", "CT/TW")
    page.rule(70, 90, 300, 90)
    data = write_pdf([page, lines(WORDS)])
    names = []
    for seed in range(200):
        path = tmp_path / f"{seed}.pdf"
        path.write_bytes(mutate(data, seed))
        names.append(str(path))
    while names:
        done = subprocess.run([sys.executable, "-c", FUZZ, *names], capture_output=True, text=True, timeout=120, check=False)
        assert "Traceback" not in done.stderr, done.stderr
        if not done.returncode:
            break
        names = names[len(done.stdout.split()) :]  # behind the file that crashed pdfium


def test_long_document_shows_life(monkeypatch: pytest.MonkeyPatch) -> None:
    signs: list[None] = []
    monkeypatch.setattr(workers, "show_life", lambda: signs.append(None))
    page = lines(*(f"{WORDS} và Kế hoạch số {number}" for number in range(9)))
    decode(PATH, write_pdf([page] * 19))
    assert not signs
    decode(PATH, write_pdf([page] * 45))
    assert len(signs) == 2
