"""How well and how fast citations are linked: `python -m benchmarks.linking FOLDER`.

Date-masked test: each dated citation of the texts is linked once with its date and once without it, everything that the same date taught
taken away. Reported: how many links are asserted without the date (one document, no unknown part), and how many of these are the same
document. Only citations whose document is asserted with the date count. Then: what linking adds to extraction, and memory and time with
a million known documents.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path

from danchieu.graph.linking.catalogue import CatalogueEntry, catalogue
from danchieu.graph.linking.identity import id_of, key_of
from danchieu.graph.linking.linker import Linker, groups
from danchieu.graph.model import Citation, Document, Head, Kind, Link, Reading, Resolution, Span, Status
from danchieu.graph.model.issuers import issuer_at
from danchieu.graph.model.symbols import parse_symbol
from danchieu.loaders.read_text import read
from danchieu.loaders.text.source import source_text

KNOWN, LOOKUPS = 1_000_000, 10_000


@dataclass(frozen=True)
class Masked:
    """One citation linked with its date and without."""

    path: str
    citation: Citation
    dated: Resolution
    masked: Resolution

    @property
    def outcome(self) -> str:
        """same, other, or open where no document is asserted without the date."""
        if not asserted(self.masked):
            return "open"
        return "same" if self.masked.target == self.dated.target else "other"


def asserted(resolution: Resolution) -> bool:
    """Whether a link names one document: a rung says so, and nothing is unknown in its id."""
    return resolution.target is not None and resolution.rung != "none" and "@" not in resolution.target and "_" not in resolution.target


def read_folder(folder: Path) -> list[Reading]:
    """All .txt files below a folder."""
    paths = sorted(folder.rglob("*.txt"))
    return [read(source_text(path.read_text(encoding="utf-8"), path=str(path))) for path in paths]


def masked_links(readings: Iterable[Reading]) -> Iterator[Masked]:
    """Every dated citation, linked with and without its date."""
    readings = list(readings)
    full = linked(readings, catalogue())
    entries: dict[str, list[CatalogueEntry]] = defaultdict(list)
    for entry in catalogue():
        if entry.document.symbol:
            entries[entry.document.symbol.group].append(entry)
    users: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        for group in groups(reading.head.symbol, reading.citations):
            users[group].append(reading)
    for reading, links in zip(readings, full, strict=True):
        for link in links:
            if link.citation.date is None or link.citation.kind is Kind.SHORT or not asserted(link.resolution):
                continue
            hidden = replace(reading, citations=_without_date(reading.citations, link.citation))
            touched = groups(None, [link.citation])
            signed = [r for r in readings if r.head.signatory and r.head.signatory == reading.head.signatory]
            around = {
                id(other): hidden if other is reading else other for others in (signed, *(users[g] for g in touched)) for other in others
            }
            linker = Linker(entry for group in touched for entry in entries[group])
            for other in around.values():
                own = [c for c in other.citations if groups(None, [c]) & touched]
                linker.learn(other.head, own, sha256=other.sha256)
            record = linker.record(hidden.head, hidden.citations, path="", sha256=hidden.sha256, text=hidden.text)
            again = next(other for other in record.links if other.citation.span == link.citation.span)
            yield Masked(reading.path, link.citation, link.resolution, again.resolution)


def _without_date(citations: tuple[Citation, ...], hidden: Citation) -> tuple[Citation, ...]:
    return tuple(replace(c, date=None) if c is hidden else c for c in citations)


def linked(readings: Iterable[Reading], entries: Iterable[CatalogueEntry]) -> list[tuple[Link, ...]]:
    """The links of each reading, all learnt first."""
    readings, linker = list(readings), Linker(entries)
    for r in readings:
        linker.learn(r.head, r.citations, sha256=r.sha256)
    return [linker.record(r.head, r.citations, path=r.path, sha256=r.sha256, text=r.text).links for r in readings]


def synthetic(count: int) -> Iterator[Document]:
    """Documents with keys as of the Government's decisions."""
    issuer = issuer_at("TTg")
    for number in range(count):
        on = date(1997, 1, 1) + timedelta(days=number % 10_000)
        if symbol := parse_symbol(f"{number}/QĐ-TTg"):
            key = key_of(symbol, issuer, on=on)
            yield Document(id=id_of(key), status=Status.CITED, symbol=symbol, issued_on=on, year=on.year, issuer=issuer, key=key)


def main() -> None:
    """Print the figures for a folder."""
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_dir():
        raise SystemExit("usage: python -m benchmarks.linking FOLDER")
    start = time.perf_counter()
    readings = read_folder(Path(sys.argv[1]))
    extraction = time.perf_counter() - start
    start = time.perf_counter()
    links = linked(readings, catalogue())
    linking = time.perf_counter() - start
    citations = sum(map(len, links))
    print(f"{len(readings)} texts, {citations} citations")
    print(f"extraction {extraction:.2f} s, linking {linking:.2f} s more ({linking / extraction:.0%})")
    rungs = Counter(f"{link.resolution.rung}: {link.resolution.status}" for group in links for link in group)
    print("rungs:", dict(rungs.most_common()))
    masked = list(masked_links(readings))
    outcomes = Counter(m.outcome for m in masked)
    said = outcomes["same"] + outcomes["other"]
    print(f"date-masked: {len(masked)} dated citations, {said} asserted without the date ({said / len(masked):.1%})")
    print(f"of these {outcomes['same']} are the same document ({outcomes['same'] / said:.2%})")
    print("by rung:", dict(sorted(Counter(f"{m.masked.rung} {m.outcome}" for m in masked).items())))
    for m in masked:
        if m.outcome == "other" or "--open" in sys.argv:
            print(f"  {m.path}: {m.citation.text!r} {m.citation.date} {m.dated.target}", f"| {m.masked.target} by {m.masked.rung}")
    print(known_documents(KNOWN))


def known_documents(count: int) -> str:
    """What so many known documents cost, measured in a process of their own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        memory, learning, lookup, linking = pool.submit(_know, count).result()
    return (
        f"{count:,} known documents: {memory / 1e9:.2f} GB ({memory / count:.0f} bytes each), known in {learning:.0f} s, "
        f"look-up {lookup * 1e6:.2f} microseconds, a citation linked in {linking * 1e6:.0f}"
    )


def _know(count: int) -> tuple[int, float, float, float]:
    """Bytes of memory (the growth of the peak), seconds to take all in, a look-up, and to link a citation."""
    linker, before = Linker(), _peak()
    start = time.perf_counter()
    for document in synthetic(count):
        linker.know(document)
    learning, memory = time.perf_counter() - start, _peak() - before
    draw = random.Random(0)
    asked = [f"{draw.randrange(count)}//QĐ/TTg" for _ in range(LOOKUPS)]
    start = time.perf_counter()
    found = sum(len(linker.candidates(group)) for group in asked)
    lookup = (time.perf_counter() - start) / LOOKUPS
    assert found == LOOKUPS, "each group holds one document"
    head = Head(symbol=parse_symbol("1/QĐ-TTg"), issued_on=date(2030, 1, 1))
    citations = [
        Citation(Span(n, n + 1), "", Kind.NUMBERED, "", symbol=parse_symbol(f"{draw.randrange(count)}/QĐ-TTg")) for n in range(LOOKUPS)
    ]
    start = time.perf_counter()
    linker.record(head, citations, path="", sha256="", text=None)
    return memory, learning, lookup, (time.perf_counter() - start) / LOOKUPS


def _peak() -> int:
    """The largest memory that this process has had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
