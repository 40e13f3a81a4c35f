"""Reads one text without a store: the verbs `danchieu.read_text`, `danchieu.find_citations` and `danchieu.read_structure`."""

from __future__ import annotations

from pathlib import Path

from danchieu.graph.model import Block, Citation, Reading
from danchieu.loaders.files import read_file
from danchieu.loaders.read_text import read
from danchieu.loaders.text.source import SourceText, source_text
from danchieu.loaders.text.structure import read_structure as read_blocks

__all__ = ["find_citations", "read_structure", "read_text"]


def read_text(source: str | Path) -> Reading:
    """Read the header and the citations of one document: a `Path` is a file to read, a string is the text itself.

    Raises SourceError for a file that cannot be read.

    >>> reading = read_text("Căn cứ Nghị định số 87/2007/NĐ-CP ngày 28/5/2007 của Chính phủ;")
    >>> [(citation.text, citation.date) for citation in reading.citations]
    [('Nghị định số 87/2007/NĐ-CP', datetime.date(2007, 5, 28))]
    """
    return read(_source(source))


def find_citations(source: str | Path) -> list[Citation]:
    """Find the citations of one document, in the order of the text. Takes what `read_text` takes.

    >>> [(citation.text, citation.edges[0].relation.value) for citation in find_citations("thực hiện Chỉ thị số 05-CT/TW")]
    [('Chỉ thị số 05-CT/TW', 'IMPLEMENTS')]
    """
    return list(read_text(source).citations)


def read_structure(source: str | Path) -> list[Block]:
    """Read the articles, items, table cells and paragraphs of one document as a tree, in text order. Takes what `read_text` takes.

    >>> [(str(block.kind), block.label, block.parent) for block in read_structure("Điều 2. Bãi bỏ:\\n1. Quyết định A;\\n2. Quyết định B.")]
    [('article', '2', None), ('clause', '1', 0), ('clause', '2', 0)]
    """
    text = _source(source)
    return read_blocks(text).in_source(text)


def _source(source: str | Path) -> SourceText:
    return read_file(source) if isinstance(source, Path) else source_text(source)
