"""Test that a text says the same as a Word document and as RTF as it does as plain text: its header, its citations, what they state."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_rtf import rtf
from word_files import document_of

from danchieu import read_text
from danchieu.graph.model import Reading
from danchieu.graph.store.bolt import Writer
from danchieu.pipeline import find_sources, load_sources

SAMPLES = sorted((Path(__file__).parents[1] / "data" / "sample").rglob("*.txt"))


def rtf_of(text: str) -> bytes:
    """Write each line of a text as a paragraph."""
    return rtf(r"\par ".join(line.replace("\\", r"\\").replace("{", r"\{").replace("}", r"\}") for line in text.split("\n")))


def stated(reading: Reading) -> dict[str, Any]:
    """Return what a reading states, without the places in the text."""
    head = reading.head
    citations = [
        (" ".join(one.text.split()), one.kind, one.symbol, one.name, one.date, one.issuer, one.edges, one.location)
        for one in reading.citations
    ]
    return {
        "head": (head.symbol, head.issued_on, head.place, head.letterhead, head.type, head.title, head.signatory),
        "citations": citations,
    }


@pytest.mark.parametrize("make", [document_of, rtf_of])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_text_says_the_same_in_word(path: Path, make: Callable[[str], bytes], tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    (tmp_path / "a").write_bytes(make(text))
    assert stated(read_text(tmp_path / "a")) == stated(read_text(path))


def test_of_one_document_the_docx_counts_wherever_it_lies(writer: Writer, tmp_path: Path) -> None:
    text = SAMPLES[0].read_text(encoding="utf-8")
    (tmp_path / "a.rtf").write_bytes(rtf_of(text))
    (tmp_path / "b.docx").write_bytes(document_of(text))
    load_sources(writer, find_sources([tmp_path]))
    [row] = writer.read("MATCH (f:File)-[:HOLDS {primary: true}]->(:Document {status: 'loaded'}) RETURN f.path AS path")
    assert row["path"] == (tmp_path / "b.docx").as_posix()
