"""Read a text: its header, the citations that it makes and what they state of documents."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from danchieu.graph.model import Citation, Evidence, Head, Reading, TextKind
from danchieu.graph.model.issuing_body import leaves_province_open
from danchieu.loaders.citations.find import find_citations
from danchieu.loaders.head.province_hints import find_province_hint
from danchieu.loaders.head.read_head import read_head
from danchieu.loaders.lists.metadata import Stated, digest, stated_head
from danchieu.loaders.text.sample import sample_words
from danchieu.loaders.text.source import SourceText

__all__ = ["citation_row", "read"]

_IN_ROW = tuple(field.name for field in fields(Citation) if field.name not in ("span", "date", "edges"))  # in this order


def read(source: SourceText, stated: Stated | None = None) -> Reading:
    """Read the header and the citations of a text. `stated` are values that a metadata table gives for the header.

    >>> from danchieu.loaders.text.source import source_text
    >>> [citation.text for citation in read(source_text("Căn cứ Nghị định số 87/2007/NĐ-CP của Chính phủ;")).citations]
    ['Nghị định số 87/2007/NĐ-CP']
    """
    stated = stated or Stated()
    head = _as_stated(stated_head(read_head(source), stated), stated.table)
    if leaves_province_open(head):
        head = replace(head, province_hint=find_province_hint(source.shown))
    if head.symbol:
        head = replace(head, sample=sample_words(source.text, head.end))
    citations = tuple(find_citations(source, own=head))
    return Reading(
        path=source.path,
        sha256=source.sha256,
        text=source.raw,
        head=head,
        citations=citations,
        metadata=digest(stated),
        reader=source.reader,
        pages=source.pages,
        rank=source.rank,
        notes=source.notes,
        lacks=source.lacks,
    )


def _as_stated(head: Head, table: str) -> Head:
    """Return the header of a text whose number is known; where only a metadata table states it, that makes the text a document."""
    if head.symbol is None or head.kind is TextKind.DIRECTIVE:
        return head
    evidence = (*(one for one in head.evidence if one.property != "kind"), Evidence("kind", f"number stated in {table}"))
    return replace(head, kind=TextKind.DIRECTIVE, evidence=evidence)


def citation_row(file: str, citation: Citation) -> dict[str, Any]:
    """Return a citation as `danchieu extract` writes it: plain values, dates in ISO form."""
    row: dict[str, Any] = {"file": file, "start": citation.span.start, "end": citation.span.end}
    row |= {name: getattr(citation, name) for name in _IN_ROW}
    row["kind"] = str(citation.kind)
    row["symbol"] = citation.symbol.text if citation.symbol else None
    row["date"] = citation.date.isoformat() if citation.date else None
    row["provisions"] = [one.labels() for one in citation.provisions]
    row["location"] = str(citation.location) if citation.location else None
    row["headings"] = list(citation.headings)
    row["edges"] = [{"source": e.source, "relation": str(e.relation), "cue": e.cue, "confidence": e.confidence} for e in citation.edges]
    return row
