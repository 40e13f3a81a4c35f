"""Test that a citation leads to the page of the file on which it stands."""

from __future__ import annotations

import io
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from dashboard_pages import clear_caches, html, links, show, words
from PIL import Image

from danchieu.dashboards.originals import draw_page
from danchieu.graph.loading.ingest import ingest
from danchieu.graph.settings import Settings
from danchieu.graph.store.bolt import open_store
from danchieu.loaders import read, source_text

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


def test_a_text_without_pages_says_so(page_store: Settings) -> None:
    assert "was not read from a file with pages" in words(show("original", id="05-CT/TW"))


def test_pages_are_drawn_as_png(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    Image.new("RGB", (5, 7)).save(file)
    digest = sha256(file.read_bytes()).hexdigest()
    drawn = draw_page(str(file), digest, 1)
    assert drawn and Image.open(io.BytesIO(drawn)).size == (5, 7)
    assert draw_page(str(file), digest, 2) is None
    assert draw_page(str(file), "0" * 64, 1) is None
    assert draw_page(str(tmp_path / "gone.png"), digest, 1) is None
