"""Shows what is read of one file: how it was decoded, its header with the source of each value, its pages and its structure."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from danchieu.graph.model import Block, BlockKind, Failure, Head, LeftAside, Opened, Reading
from danchieu.graph.settings import read_settings
from danchieu.limits import limits_of
from danchieu.loaders.corpus import find_jobs
from danchieu.loaders.jobs import Job
from danchieu.loaders.opening import Source, open_file
from danchieu.loaders.sources import find_files
from danchieu.loaders.workers import Broken, run_each
from danchieu.terminal import count_of, make_table, print_line, print_problem, print_renderable, to_json, write_data

__all__ = ["show"]

_OUTLINE = (BlockKind.APPENDIX, BlockKind.PART, BlockKind.CHAPTER, BlockKind.SECTION, BlockKind.HEADING, BlockKind.ARTICLE)
_WIDTH = 100  # characters of a heading
_FIELDS = ("symbol", "type", "title", "issued_on", "place", "letterhead", "signatory", "term")
_IN_LETTERHEAD = ("issuer", "province")
_PRINTED = "as printed"


@dataclass(frozen=True, slots=True)
class _Inspected:
    """What was read of a document."""

    reading: Reading
    blocks: tuple[Block, ...]

    def page(self, offset: int) -> int | None:
        """Return the number of the page on which a character stands."""
        return bisect_right(self.reading.pages, offset) or None


def show(path: Path, *, text_alone: bool = False, as_json: bool = False) -> int:
    """Print what is read of a file, or of each document in an archive, as JSON one a line; return the number of those that cannot be read.

    Raises SourceMissing for a file that does not exist.
    """
    _, jobs = find_jobs(find_files([path]))  # what is wrong with other rows of its table is said by a load
    failed = 0
    for job, outcome in run_each(_inspect, jobs, processes=1, limits=limits_of(read_settings())):
        match outcome:
            case Broken():
                failed += _fail(Failure(outcome.at or str(job.path), outcome.reason))
            case Failure():
                failed += _fail(outcome)
            case Opened():
                pass
            case LeftAside():
                print_problem("left aside", f"{outcome.path}: no reader is for it")
            case _ if text_alone:
                write_data(outcome.reading.text.rstrip("\n") + "\n")
            case _ if as_json:
                sys.stdout.write(to_json(_to_json(outcome)) + "\n")
            case _:
                _print(outcome)
    return failed


def _fail(failure: Failure) -> int:
    print_problem("failed", f"{failure.path}: {failure.reason}")
    return 1


def _inspect(job: Job, begin: int, broken: frozenset[str]) -> Iterator[_Inspected | Failure | LeftAside | Opened]:
    """Read a document, or those of an archive; this runs in a process of its own."""
    from danchieu.loaders.errors import SourceError
    from danchieu.loaders.read_text import read
    from danchieu.loaders.text.structure import read_structure

    for source in open_file(job.path, begin, broken):
        if not isinstance(source, Source):
            yield source
            continue
        try:
            text = source.decode()
            reading = read(text, job.stated_of(source.path))
            yield _Inspected(reading, tuple(read_structure(text).in_source(text)))
        except SourceError as error:
            yield Failure(source.path, error.reason)


def _print(found: _Inspected) -> None:
    reading, head = found.reading, found.reading.head
    print_renderable(Text(reading.path, style="bold"))
    pages = f"{count_of(len(reading.pages), 'page')}, " if reading.pages else ""
    facts = _columns(2)
    facts.add_row("read as", f"{reading.reader}, {pages}{count_of(len(reading.text), 'character')}")
    for note in reading.notes:
        facts.add_row("note", note)
    kind = {"directive": "a directive document", "page": "a page about documents"}.get(str(head.kind), "not clear")
    facts.add_row("the text is", kind + (f" ({source})" if (source := _sources(head).get("kind")) else ""))
    facts.add_row("it makes", count_of(len(reading.citations), "citation"))
    print_renderable(Padding(facts, (0, 0, 0, 2), expand=False))
    print_renderable(Text("\nHeader", style="bold"))
    header = _columns(3)
    for name, value in _header(head).items():
        header.add_row(name, value, Text(_sources(head).get(name, _PRINTED), style="dim"))
    print_renderable(Padding(header, (0, 0, 0, 2), expand=False))
    if head.symbol is None:
        print_line("  It shows no number of its own; metadata.csv beside it can state one.")
    print_renderable(Text("\nStructure", style="bold"))
    print_renderable(Padding(_outline(found), (0, 0, 0, 2), expand=False))
    print_line("")


def _header(head: Head) -> dict[str, str]:
    """Return the values of a header as text."""
    values = {name: getattr(head, name) for name in _FIELDS}
    return {name: " / ".join(value) if isinstance(value, tuple) else str(value) for name, value in values.items() if value}


def _sources(head: Head) -> dict[str, str]:
    """Return the source of each value that is not as printed in the header; issuer and province of a row are lines of the letterhead."""
    found = {one.property: one.source for one in head.evidence}
    stated = [name for name in _IN_LETTERHEAD if name in found]
    if stated:
        is_whole = len(head.letterhead) == len(stated)
        found["letterhead"] = found[stated[0]] if is_whole else f"{_PRINTED}, {stated[0]} from {found[stated[0]]}"
    return found


def _outline(found: _Inspected) -> Table:
    """Make a table of the headings and articles, each with its page, and of how many blocks of other kinds there are."""
    table = _columns(3 if found.reading.pages else 2)
    for block in found.blocks:
        if block.kind in _OUTLINE:
            words = " ".join(found.reading.text[block.start : block.own_end].split())
            page = found.page(block.start)
            table.add_row(str(block.kind), words[:_WIDTH], *([f"page {page}"] if page else ()))
    others = Counter(block.kind for block in found.blocks if block.kind not in _OUTLINE)
    for kind, count in others.most_common():
        table.add_row(str(kind), Text(f"{count:,}", style="dim"))
    return table


def _columns(number: int) -> Table:
    table = make_table(show_header=False)
    for _ in range(number):
        table.add_column(overflow="fold")
    return table


def _to_json(found: _Inspected) -> dict[str, Any]:
    reading, sources = found.reading, _sources(found.reading.head)
    return {
        "file": reading.path,
        "sha256": reading.sha256,
        "reader": reading.reader,
        "notes": reading.notes,
        "pages": reading.pages,
        "kind": reading.head.kind,
        "header": {name: {"value": value, "source": sources.get(name, _PRINTED)} for name, value in _header(reading.head).items()},
        "citations": len(reading.citations),
        "structure": [block._asdict() | {"page": found.page(block.start)} for block in found.blocks],
        "text": reading.text,
    }
