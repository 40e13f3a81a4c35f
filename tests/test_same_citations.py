"""Test that the same text has the same citations in every form in which offices keep it."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from legacy_bytes import encode
from portal_pages import LAYOUTS, split_text
from source_files import PROJECT
from word_files import document_of

from danchieu.graph.model import Citation
from danchieu.loaders import read
from danchieu.loaders.files import as_source, decode

TEXTS = sorted((PROJECT / "data/sample").rglob("*.txt"))
OFFICE = shutil.which("soffice")
Stated = tuple[Any, ...]

WRITTEN: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "UTF-8": (".txt", str.encode),
    "UTF-8 with its mark": (".txt", lambda text: text.encode("utf-8-sig")),
    "UTF-16": (".txt", lambda text: text.encode("utf-16")),
    "letters and marks apart": (".txt", lambda text: unicodedata.normalize("NFD", text).encode()),
    "lines of Windows": (".txt", lambda text: text.replace("\n", "\r\n").encode()),
    "lines of an old Mac": (".txt", lambda text: text.replace("\n", "\r").encode()),
    "TCVN3": (".txt", lambda text: encode(text, "TCVN3")),
    "VNI": (".txt", lambda text: encode(text, "VNI")),
    "VISCII": (".txt", lambda text: encode(text, "VISCII")),
    "windows-1258": (".txt", lambda text: encode(text, "windows-1258")),
    "Markdown": (".md", lambda text: text.replace("Căn cứ", "**Căn cứ**").replace("-CT/", "\\-CT/").encode()),
    "Word": (".docx", document_of),
    "web page": (".html", lambda text: LAYOUTS["law library"](split_text(text)).encode()),
}
"""Forms of a text: the ending of its file, and what writes it."""

SAVED = {"Word 97": ("doc:MS Word 97", ".doc"), "RTF": ("rtf", ".rtf"), "PDF": ("pdf", ".pdf")}
"""Forms that LibreOffice saves a Word document in."""


_SIGNS = str.maketrans({"–": "-", "‑": "-", "…": "...", "“": '"', "”": '"', "’": "'", "\u00a0": " ", "Ð": "Đ", "ð": "đ", "\u200b": None})


@cache
def texts() -> dict[str, str]:
    """Return the texts of the sample by name, in the letters and signs that there were before Unicode."""
    return {path.stem: unicodedata.normalize("NFC", path.read_text(encoding="utf-8")).translate(_SIGNS) for path in TEXTS}


def stated(path: Path, data: bytes) -> list[Stated]:
    """Return what is read of a document, without places and but for spaces."""
    reading = read(as_source(decode(path, data), path=str(path), sha256=""))
    return [(reading.head.symbol, reading.head.issued_on, reading.head.kind), *map(_stated, reading.citations)]


def _stated(one: Citation) -> Stated:
    edges = tuple((edge.source, edge.relation) for edge in one.edges)
    words = unicodedata.normalize("NFC", " ".join(one.text.split())).lower()  # TCVN3 has no capitals with a tone
    return words, one.kind, one.symbol, one.date, one.name, one.provisions, edges


@cache
def plain() -> dict[str, list[Stated]]:
    return {name: stated(Path("a.txt"), text.encode()) for name, text in texts().items()}


def differing(read_again: dict[str, list[Stated]]) -> set[str]:
    return {name for name, found in read_again.items() if found != plain()[name]}


@pytest.mark.parametrize("form", WRITTEN)
def test_a_text_has_the_same_citations_in_every_form(form: str) -> None:
    ending, write = WRITTEN[form]
    assert differing({name: stated(Path(f"a{ending}"), write(text)) for name, text in texts().items()}) == set()


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")
@pytest.mark.parametrize("form", SAVED)
def test_a_document_saved_by_libreoffice_has_the_same_citations(form: str, tmp_path: Path) -> None:
    format, ending = SAVED[form]
    if ending == ".doc" and not find_spec("doc2docx"):
        pytest.skip("msdoc2docx is not installed")
    for name, text in list(texts().items())[::6]:
        (tmp_path / f"{name}.docx").write_bytes(document_of(text))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", format, "--outdir", str(tmp_path / "saved")]
    subprocess.run([*command, *map(str, tmp_path.glob("*.docx"))], check=True, capture_output=True, timeout=300)
    saved = list((tmp_path / "saved").iterdir())
    assert len(saved) > 10
    assert differing({file.stem: stated(file, file.read_bytes()) for file in saved}) == set()
