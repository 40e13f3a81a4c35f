"""Test that a citation leads to the page of the file on which it stands."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from dashboard_pages import clear_caches, html, links, show, words
from pdf_files import Page, assemble, objects_of, write_pdf
from PIL import Image

from danchieu.dashboards import originals
from danchieu.dashboards.originals import draw_page
from danchieu.graph.loading.ingest import ingest
from danchieu.graph.settings import Settings
from danchieu.graph.store.bolt import open_store
from danchieu.loaders import read, source_text
from danchieu.loaders.errors import SourceDamaged, SourceError, SourceMissing, SourceUnsupported
from danchieu.loaders.originals import draw_original
from danchieu.loaders.workers import Limits

FIRST = "TỈNH ỦY NGHỆ AN\nSố 20-KH/TU\n\nNghệ An, ngày 22 tháng 7 năm 2016\n\nKẾ HOẠCH\nthực hiện một việc\n\nCăn cứ Chỉ thị số 05-CT/TW;\n"
SECOND = "Căn cứ Nghị quyết số 12-NQ/TW ngày 16/01/2012;\n"


@pytest.fixture
def scanned(tmp_path: Path, embedded_store: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Load a document of two pages from a picture file with two pages; return the file."""
    file = tmp_path / "kh-20.tif"
    sheets = [Image.new("RGB", (90, 120), colour) for colour in ("white", "grey")]
    sheets[0].save(file, save_all=True, append_images=sheets[1:])
    digest = sha256(file.read_bytes()).hexdigest()
    source = source_text(FIRST + SECOND, path=file.as_posix(), sha256=digest, reader="OCR", pages=(0, len(FIRST)), rank=2)
    with open_store(embedded_store) as writer:
        assert not ingest(writer, [read(source)]).failed
    monkeypatch.setenv("DANCHIEU_STORE", embedded_store.store)
    clear_caches()
    yield file
    clear_caches()


def test_a_citation_leads_to_its_page(scanned: Path) -> None:
    app = show("document", id="20-KH/TU")
    assert "Show the original, 2 pages" in words(app) and "Read as OCR" in words(app)
    assert "?view=original&id=20-KH%2FTU&page=2" in links(app)
    assert html(app).index("p. 1") < html(app).index("p. 2") < html(app).index("12-NQ/TW")
    page = show("original", id="20-KH/TU", page="2")
    shown = words(page)
    assert "Page 2 of 2" in shown and "12-NQ/TW" in shown and "Chỉ thị số 05-CT/TW" not in shown
    assert "previous page" in shown and "next page" not in shown


def test_a_file_that_changed_is_not_drawn(scanned: Path) -> None:
    scanned.write_bytes(b"another")
    assert "The file is no longer there as it was read" in words(show("original", id="20-KH/TU"))


def test_a_file_that_cannot_be_drawn_says_why(scanned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, sha256: str, page: int, seconds: float, megabytes: float) -> bytes:
        raise SourceDamaged(path, "is a picture that is cut off")

    monkeypatch.setattr(originals, "draw_page", refuse)
    assert "The page cannot be drawn" in (said := words(show("original", id="20-KH/TU"))) and "is a picture that is cut off" in said


def test_a_text_without_pages_says_so(page_store: Settings) -> None:
    assert "was not read from a file with pages" in words(show("original", id="05-CT/TW"))


def drawn(path: Path, page: int, data: bytes) -> tuple[int, int]:
    """Return the size of a page that is drawn of a file with some bytes, wherever they are."""
    picture = draw_original(str(path), sha256(data).hexdigest(), page, limits=Limits(seconds=10))
    return Image.open(io.BytesIO(picture)).size


def of_pages(*sizes: tuple[int, int]) -> bytes:
    """Return a TIFF of pages of some sizes."""
    file = io.BytesIO()
    first, *others = (Image.new("1", size) for size in sizes)
    first.save(file, "TIFF", save_all=True, append_images=others)
    return file.getvalue()


LINES = Page()
LINES.text(70, 100, "Điều 1")
PDF, TIFF = write_pdf([LINES, Page()]), of_pages((50, 70), (5_000, 7_000))


@pytest.mark.parametrize(
    ("data", "page", "size"),
    [(PDF, 1, (951, 1345)), (PDF, 2, (951, 1345)), (TIFF, 1, (50, 70)), (TIFF, 2, (961, 1346))],
)
def test_page_is_drawn(data: bytes, page: int, size: tuple[int, int], tmp_path: Path) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(data)
    assert drawn(file, page, data) == size


def test_what_a_signature_stamps_is_drawn(tmp_path: Path) -> None:
    open_page, stamped = Page(), Page()
    stamped.stamp(70, 90, "50")
    pictures = []
    for page in (open_page, stamped):
        data = write_pdf([page])
        (tmp_path / "a.pdf").write_bytes(data)
        pictures.append(draw_original(str(tmp_path / "a.pdf"), sha256(data).hexdigest(), 1, limits=Limits(seconds=10)))
    assert pictures[0] != pictures[1]


def test_page_of_a_file_in_an_archive_is_drawn(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("b.pdf", PDF)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("2026/b.tif", TIFF)
        archive.writestr("2026/inner.zip", inner.getvalue())
    assert drawn(tmp_path / "a.zip" / "2026" / "b.tif", 1, TIFF) == (50, 70)
    assert drawn(tmp_path / "a.zip" / "2026" / "inner.zip" / "b.pdf", 1, PDF) == (951, 1345)
    with pytest.raises(SourceMissing, match="no longer there as it was read"):
        drawn(tmp_path / "a.zip" / "2026" / "c.tif", 1, TIFF)


BOMB = assemble(objects_of([LINES]) | {8: b"<</Filter[/FlateDecode/FlateDecode]/Length 0>>stream\n\nendstream"})


@pytest.mark.parametrize(
    ("data", "page", "error", "reason"),
    [
        pytest.param(PDF, 3, SourceMissing, "has no page 3", id="no such page of a PDF"),
        pytest.param(TIFF, 3, SourceMissing, "has no page 3", id="no such page of a picture"),
        pytest.param(PDF[:40], 1, SourceDamaged, "is no PDF that can be opened", id="cut off"),
        pytest.param(BOMB, 1, SourceDamaged, "packed more than once", id="bomb"),
        pytest.param(b"Chi thi", 1, SourceUnsupported, "has no pages", id="text"),
    ],
)
def test_page_that_cannot_be_drawn_says_why(data: bytes, page: int, error: type[SourceError], reason: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    with pytest.raises(error, match=reason):
        drawn(file, page, data)


@pytest.mark.parametrize("name", ["a.pdf", "a.zip/a.pdf"])
def test_page_that_takes_too_long_says_so(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(PDF)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.pdf", PDF)
    with pytest.raises(SourceDamaged, match="longer than"):
        draw_original(str(tmp_path / name), sha256(PDF).hexdigest(), 1, limits=Limits(seconds=0.001))


def test_page_is_drawn_when_its_file_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    digest = sha256(PDF).hexdigest()
    for content in (None, b"another"):
        if content:
            file.write_bytes(content)
        with pytest.raises(SourceMissing):
            draw_page(str(file), digest, 1, 60.0, 1024.0)
    file.write_bytes(PDF)
    assert draw_page(str(file), digest, 1, 60.0, 1024.0).startswith(b"\x89PNG")
