"""Measure how well and how fast citations are linked: `python -m benchmarks.linking FOLDER`.

Date-masked test: each dated citation of the texts is linked once with its date and once without it and without all that its date taught
the linker. Printed: how many links are asserted without the date (one identified document), and how many of these are to the same
document. Only citations whose document is asserted with the date count. Then: the time of linking beside that of extraction, and memory
and time with a million known documents.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path

from danchieu.graph.linking import KnowledgeBuilder
from danchieu.graph.linking.catalogue import CatalogueEntry, catalogue
from danchieu.graph.linking.keys import id_of, key_of
from danchieu.graph.linking.knowledge import groups
from danchieu.graph.linking.law_versions import DocumentName
from danchieu.graph.linking.rungs import NO_RUNG
from danchieu.graph.model import Citation, Document, Head, Kind, Link, Reading, Record, Resolution, Span, Status
from danchieu.graph.model.issuers import issuer_at
from danchieu.graph.model.symbols import parse_symbol
from danchieu.loaders.read_text import read
from danchieu.loaders.text.source import source_text

KNOWN, LOOKUPS = 1_000_000, 10_000
Group = str | DocumentName


@dataclass(frozen=True, slots=True)
class Masked:
    """A citation linked with its date and without. `asserted` is False if no document is asserted without the date."""

    path: str
    citation: Citation
    dated: Resolution
    masked: Resolution
    asserted: bool

    @property
    def outcome(self) -> str:
        """Return same, other, or open if no document is asserted without the date."""
        if not self.asserted:
            return "open"
        return "same" if self.masked.target == self.dated.target else "other"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The readings and catalogue entries from which the linker can learn of a citation: those of its group or its signatory."""

    entries: Mapping[Group, Sequence[CatalogueEntry]]
    by_group: Mapping[Group, Sequence[Reading]]
    by_signatory: Mapping[str, Sequence[Reading]]

    def around(self, reading: Reading, touched: Collection[Group]) -> list[Reading]:
        """Return the readings with one of the groups `touched`, and those with the signatory of `reading`; each once."""
        signed = self.by_signatory[reading.head.signatory] if reading.head.signatory else ()
        others = (*signed, *(other for group in touched for other in self.by_group[group]))
        return list({id(other): other for other in others}.values())


def read_folder(folder: Path) -> list[Reading]:
    """Read all .txt files below a folder."""
    paths = sorted(folder.rglob("*.txt"))
    return [read(source_text(path.read_text(encoding="utf-8"), path=str(path))) for path in paths]


def masked_links(readings: Sequence[Reading]) -> Iterator[Masked]:
    """Link every dated citation with and without its date."""
    evidence = collect_evidence(readings)
    for reading, record in zip(readings, link(readings, catalogue()), strict=True):
        for dated in record.links:
            if dated.citation.date and dated.citation.kind is not Kind.SHORT and asserts(record, dated.resolution):
                yield mask(evidence, reading, dated)


def collect_evidence(readings: Sequence[Reading]) -> Evidence:
    """Index readings and the catalogue by group and signatory."""
    entries: dict[Group, list[CatalogueEntry]] = defaultdict(list)
    for entry in catalogue():
        if entry.document.symbol:
            entries[entry.document.symbol.group].append(entry)
    by_group: dict[Group, list[Reading]] = defaultdict(list)
    by_signatory: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        for group in groups(reading.head.symbol, reading.citations):
            by_group[group].append(reading)
        if reading.head.signatory:
            by_signatory[reading.head.signatory].append(reading)
    return Evidence(entries, by_group, by_signatory)


def mask(evidence: Evidence, reading: Reading, dated: Link) -> Masked:
    """Link a citation of a reading without its date, by a linker built from everything else."""
    hidden = replace(reading, citations=_without_date(reading.citations, dated.citation))
    touched = groups(None, [dated.citation])
    builder = KnowledgeBuilder(entry for group in touched for entry in evidence.entries[group])
    for other in evidence.around(reading, touched):
        source = hidden if other is reading else other
        builder.add_text(source.head, [c for c in source.citations if groups(None, [c]) & touched], sha256=source.sha256)
    record = builder.build().record(hidden.head, hidden.citations, path="", sha256=hidden.sha256)
    masked = next(other for other in record.links if other.citation.span == dated.citation.span)
    return Masked(reading.path, dated.citation, dated.resolution, masked.resolution, asserts(record, masked.resolution))


def asserts(record: Record, resolution: Resolution) -> bool:
    """Return whether a rung resolves to a document of which no part of the identity is unknown."""
    if resolution.target is None or resolution.rung == NO_RUNG:
        return False
    return any(document.id == resolution.target and not document.unknown for document in (record.document, *record.cited))


def _without_date(citations: tuple[Citation, ...], hidden: Citation) -> tuple[Citation, ...]:
    return tuple(replace(c, date=None) if c is hidden else c for c in citations)


def link(readings: Sequence[Reading], entries: Iterable[CatalogueEntry]) -> list[Record]:
    """Link all readings, each against all."""
    builder = KnowledgeBuilder(entries)
    for r in readings:
        builder.add_text(r.head, r.citations, sha256=r.sha256)
    linker = builder.build()
    return [linker.record(r.head, r.citations, path=r.path, sha256=r.sha256) for r in readings]


def synthetic(count: int) -> Iterator[Document]:
    """Make documents with symbols of decisions of the Prime Minister."""
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
    records = link(readings, catalogue())
    linking = time.perf_counter() - start
    citations = sum(len(record.links) for record in records)
    print(f"{len(readings)} texts, {citations} citations")
    print(f"extraction {extraction:.2f} s, linking {linking:.2f} s more ({linking / extraction:.0%})")
    rungs = Counter(f"{link.resolution.rung}: {link.resolution.status}" for record in records for link in record.links)
    print("rungs:", dict(rungs.most_common()))
    masked = list(masked_links(readings))
    outcomes = Counter(m.outcome for m in masked)
    asserted = outcomes["same"] + outcomes["other"]
    print(f"date-masked: {len(masked)} dated citations, {asserted} asserted without the date ({asserted / len(masked):.1%})")
    print(f"of these {outcomes['same']} are the same document ({outcomes['same'] / asserted:.2%})")
    print("by rung:", dict(sorted(Counter(f"{m.masked.rung} {m.outcome}" for m in masked).items())))
    for m in masked:
        if m.outcome == "other" or "--open" in sys.argv:
            print(f"  {m.path}: {m.citation.text!r} {m.citation.date} {m.dated.target}", f"| {m.masked.target} by {m.masked.rung}")
    print(known_documents(KNOWN))


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
        builder.add_document(document)
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


if __name__ == "__main__":
    main()
