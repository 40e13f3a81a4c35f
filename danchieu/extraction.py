"""Writes the citations of texts, without a store: each is linked against the catalogue of central documents alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, TextIO

from danchieu.file_report import show_left_aside
from danchieu.graph.linking import KnowledgeBuilder, Linker
from danchieu.graph.model import Failure, LeftAside, Note, Opened, Reading, Unchanged
from danchieu.graph.settings import read_settings
from danchieu.limits import limits_of
from danchieu.loaders.corpus import read_corpus, read_lines
from danchieu.loaders.errors import SourceMissing
from danchieu.loaders.read_text import citation_row
from danchieu.loaders.sources import real_path, search_paths
from danchieu.marked_text import mark_citations
from danchieu.output import open_output
from danchieu.terminal import print_problem, print_text, to_json

__all__ = ["catalogue_linker", "extract", "extract_lines", "extract_rows"]

Item = Reading | Failure | Unchanged | LeftAside | Opened | Note


def extract(paths: Iterable[Path], output: str, *, marked: bool = False, processes: int | None = None) -> int:
    """Write the citations of files and folders to a file, or to standard output for `-`; return the number of failures.

    Raises SourceMissing when no path can be used, and SourceError when `output` is one of the files.
    """
    found = search_paths(paths)
    for failure in found.failed[: not found.files]:
        raise SourceMissing(failure.path, failure.reason)
    with open_output(output, sources=found.files) as stream:
        readings = read_corpus(found.files, processes=processes, limits=limits_of(read_settings()))
        failed, left_aside = _write(chain(found.failed, readings), stream, marked=marked)
    show_left_aside([*found.left_aside, *left_aside])
    return failed


def extract_lines(name: str, output: str, *, marked: bool = False) -> int:
    """Write the citations of texts in JSON Lines, of a file or of standard input for `-`; return the number of failures."""
    with open_output(output, sources=() if name == "-" else (real_path(Path(name)),)) as stream:
        return _write(read_lines(name), stream, marked=marked)[0]


def _write(items: Iterable[Item], stream: TextIO, *, marked: bool) -> tuple[int, list[Path]]:
    """Write each citation as a line of JSON, or each text with its citations marked; return the failures, and what was left aside."""
    failed, left_aside = 0, []
    for item in items:
        if isinstance(item, Failure):
            failed += 1
            print_problem("failed", f"{item.path}: {item.reason}")
        elif isinstance(item, LeftAside):
            left_aside.append(Path(item.path))
        elif isinstance(item, Note):
            print_problem("note", f"{item.path}: {item.text}")
        elif isinstance(item, Reading) and marked:
            targets = {row["start"]: row["target"] for row in extract_rows(item) if row["target"]}
            print_text(mark_citations(item.text, item.citations, targets), stream)
        elif isinstance(item, Reading):
            stream.writelines(to_json(row) + "\n" for row in extract_rows(item))
    return failed, left_aside


def extract_rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """Yield the rows of one text: its citations, each with id and resolution."""
    record = catalogue_linker().record(reading.head, reading.citations, path=reading.path, sha256=reading.sha256)
    links = {link.citation.span.start: link for link in record.links}
    for citation in reading.citations:
        link = links.get(citation.span.start)
        resolution = link.resolution if link else None
        yield citation_row(reading.path, citation) | {
            "id": link.id if link else None,
            "target": resolution.target if resolution else None,
            "resolution": str(resolution.status) if resolution else None,
            "candidates": [{"id": one.document_id, "score": one.score} for one in resolution.candidates] if resolution else [],
        }


@cache
def catalogue_linker() -> Linker:
    """Make a linker that knows the catalogue of central documents and nothing else."""
    return KnowledgeBuilder().build()
