"""Build headers and citations by hand, and link them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from records import symbol_of

from danchieu.graph.linking import KnowledgeBuilder
from danchieu.graph.linking.catalogue import CatalogueEntry
from danchieu.graph.model import Citation, Head, Kind, Record, Resolution, ResolutionStatus, Span

LOCAL_GOVERNMENT = "Luật Tổ chức chính quyền địa phương"
RESOLVED, AMBIGUOUS, STUB = ResolutionStatus.RESOLVED, ResolutionStatus.AMBIGUOUS, ResolutionStatus.STUB
PLAN = Head(symbol=symbol_of("165/KH-UBND"), type="Kế hoạch", issued_on=date(2025, 11, 21), letterhead=("ỦY BAN NHÂN DÂN", "TỈNH NGHỆ AN"))
NOTICE = Head(
    symbol=symbol_of("503-TB/TU"),
    type="Thông báo",
    issued_on=date(2008, 5, 16),
    letterhead=("TỈNH ỦY BÌNH THUẬN",),
    signatory="Trần Văn An",
)
SIGNED = Head(type="Thông báo", title="Kết luận của Thường trực Tỉnh ủy", signatory="Trần Văn An")
STRANGER = Head(type="Kết luận", title="Kết luận của Thường trực Tỉnh ủy", signatory="Lê Thị Bình")


def cite(symbol: str | None, at: int = 0, **fields: object) -> Citation:
    """Build a citation at a position of the text."""
    text = str(fields.pop("text", symbol or fields.get("name")))
    kind = Kind.NUMBERED if symbol else Kind.NAMED
    base = Citation(span=Span(at, at + len(text)), text=text, kind=kind, rule="test", symbol=symbol_of(symbol) if symbol else None)
    return replace(base, **fields)  # type: ignore[arg-type]


def sha(number: int) -> str:
    """Return a digest for the nth text."""
    return f"{number:08x}".ljust(64, "0")


def load(*texts: tuple[Head, list[Citation]], entries: list[CatalogueEntry] | None = None) -> list[Record]:
    """Build the knowledge of all texts, then link each of them."""
    builder = KnowledgeBuilder(entries)
    for number, (head, citations) in enumerate(texts):
        builder.add_text(head, citations, sha256=sha(number))
    linker = builder.build()
    return [linker.record(head, list(c), path=str(n), sha256=sha(n)) for n, (head, c) in enumerate(texts)]


def resolve(head: Head, *citations: Citation, around: tuple[tuple[Head, list[Citation]], ...] = ()) -> Resolution:
    """Link a text and return the resolution of its last citation."""
    return load((head, list(citations)), *around)[0].links[-1].resolution
