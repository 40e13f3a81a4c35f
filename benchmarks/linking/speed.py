"""Time of linking beside that of reading, and memory and time with a million known documents."""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from multiprocessing import get_context

from danchieu.graph.linking import KnowledgeBuilder
from danchieu.graph.linking.keys import id_of, key_of
from danchieu.graph.model import Citation, Document, Head, Kind, Reading, RegisterRow, Span, Status
from danchieu.graph.model.issuers import issuer_at
from danchieu.graph.model.symbols import parse_symbol
from danchieu.loaders.read_text import read
from danchieu.loaders.text.source import source_text

__all__ = ["describe_speed"]

KNOWN, LOOKUPS = 1_000_000, 10_000


def describe_speed(readings: Sequence[Reading]) -> str:
    """Describe the time to read texts, to link each against all, and what a million known documents take."""
    start = time.perf_counter()
    for reading in readings:
        read(source_text(reading.text, path=reading.path))
    extraction = time.perf_counter() - start
    start = time.perf_counter()
    citations = _link(readings)
    linking = time.perf_counter() - start
    times = f"read in {extraction:.2f} s, linked in {linking:.2f} s more ({linking / extraction:.0%})"
    return f"{len(readings)} texts, {citations} citations: {times}\n{known_documents(KNOWN)}"


def _link(readings: Sequence[Reading]) -> int:
    """Link all readings, each against all; return the number of links."""
    builder = KnowledgeBuilder()
    for one in readings:
        builder.add_text(one.head, one.citations, sha256=one.sha256)
    linker = builder.build()
    return sum(len(linker.record(one.head, one.citations, path=one.path, sha256=one.sha256).links) for one in readings)


def synthetic(count: int) -> Iterator[Document]:
    """Make documents with symbols of decisions of the Prime Minister, as a register lists them."""
    issuer = issuer_at("TTg")
    for number in range(count):
        on = date(1997, 1, 1) + timedelta(days=number % 10_000)
        if symbol := parse_symbol(f"{number}/QĐ-TTg"):
            key, row = key_of(symbol, issuer, on=on), RegisterRow("synthetic.csv", number)
            yield Document(id_of(key), Status.CITED, symbol=symbol, issued_on=on, year=on.year, issuer=issuer, key=key, register_row=row)


def known_documents(count: int) -> str:
    """Describe memory and time with `count` known documents, measured in another process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        memory, learning, lookup, linking = pool.submit(_know, count).result()
    return (
        f"{count:,} known documents: {memory / 1e9:.2f} GB ({memory / count:.0f} bytes each), known in {learning:.0f} s, "
        f"look-up {lookup * 1e6:.2f} microseconds, a citation linked in {linking * 1e6:.0f}"
    )


def _know(count: int) -> tuple[int, float, float, float]:
    """Measure bytes of memory (growth of the peak) and seconds to add all documents, for a look-up, and to link a citation."""
    builder, before = KnowledgeBuilder(), _peak()
    start = time.perf_counter()
    for document in synthetic(count):
        builder.add_row(document, Head())
    linker = builder.build()
    learning, memory = time.perf_counter() - start, _peak() - before
    draw = random.Random(0)
    asked = [f"{draw.randrange(count)}//QĐ/TTg" for _ in range(LOOKUPS)]
    start = time.perf_counter()
    found = sum(len(linker.knowledge.candidates(group)) for group in asked)
    lookup = (time.perf_counter() - start) / LOOKUPS
    assert found == LOOKUPS, "each group holds one document"
    head = Head(symbol=parse_symbol("1/QĐ-TTg"), issued_on=date(2030, 1, 1))
    citations = [
        Citation(Span(n, n + 1), "", Kind.NUMBERED, "", symbol=parse_symbol(f"{draw.randrange(count)}/QĐ-TTg")) for n in range(LOOKUPS)
    ]
    start = time.perf_counter()
    linker.record(head, citations, path="", sha256="")
    return memory, learning, lookup, (time.perf_counter() - start) / LOOKUPS


def _peak() -> int:
    """Return the peak memory of this process in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
