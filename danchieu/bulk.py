"""Writes a first load as files for the offline import of Neo4j; no store is needed."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path

from rich import progress

from danchieu import terminal
from danchieu.file_report import show_failures, show_left_aside, show_notes
from danchieu.graph.loading.bulk.import_files import COMMAND
from danchieu.graph.loading.bulk.writing import Seconds, write_import
from danchieu.graph.loading.report import LoadReport
from danchieu.graph.model import Failure, Note, Register
from danchieu.graph.model.rows import batches
from danchieu.graph.settings import read_settings
from danchieu.limits import limits_of
from danchieu.loaders.corpus import find_jobs, read_jobs
from danchieu.loaders.jobs import Job, Outcome
from danchieu.loaders.sources import count_endings
from danchieu.loaders.workers import Limits
from danchieu.loading import Rate
from danchieu.pipeline import Sources, find_sources

__all__ = ["show_bulk", "write_bulk"]

_FILES_PER_TASK = 100  # their facts are written together
_PARALLEL_FROM = 300  # files; below, starting processes costs more than it saves


def write_bulk(
    folder: Path,
    sources: Sources,
    *,
    processes: int | None = None,
    limits: Limits | None = None,
    on_read: Callable[[int, int], object] = lambda files, texts: None,
    on_linked: Callable[[int], object] = lambda files: None,
) -> tuple[LoadReport, Seconds]:
    """Write the files of the import into an empty folder: see `write_import`."""
    complaints, jobs = find_jobs(sources.files)
    items: Iterable[Job | Register | Failure | Note] = chain(sources.failed, sources.unlisted, sources.parts, complaints, jobs)
    number = processes or (1 if len(jobs) < _PARALLEL_FROM else None)
    read = partial(_read, limits=limits or Limits())
    report, seconds = write_import(folder, read, batches(items, _FILES_PER_TASK), number=number, on_read=on_read, on_linked=on_linked)
    report.left_aside = sorted([*map(str, sources.left_aside), *report.left_aside])
    return report, seconds


def show_bulk(paths: list[Path], registers: list[Path], folder: Path, *, as_json: bool = False, processes: int | None = None) -> int:
    """Write the files with a progress bar; print the figures and what to run next; return the number of failures."""
    sources = find_sources(paths, registers)
    try:
        with _show_progress(len(sources.files)) as (on_read, on_linked):
            limits = limits_of(read_settings())
            report, seconds = write_bulk(folder, sources, processes=processes, limits=limits, on_read=on_read, on_linked=on_linked)
    except KeyboardInterrupt as interrupt:
        raise KeyboardInterrupt(f"{folder} is not complete: delete it") from interrupt
    command, left_aside = f"cd {shlex.quote(str(folder))} && {COMMAND}", count_endings(map(Path, report.left_aside))
    if as_json:
        figures = report.to_json() | {"left_aside": left_aside, "steps": seconds.steps, "import": command}
        sys.stdout.write(terminal.to_json(figures, indent=2) + "\n")
        return len(report.failed)
    show_notes((note.path, note.text) for note in report.notes)
    for duplicate in report.duplicates:
        terminal.print_problem("same document", f"{duplicate.path}: the same document as {duplicate.same_as}")
    show_left_aside([*map(Path, report.left_aside)])
    show_failures([(failure.path, failure.reason) for failure in report.failed])
    documents, citations = terminal.count_of(report.documents, "document"), terminal.count_of(report.citations, "citation")
    terminal.print_line(f"{documents} with {citations} in {report.seconds:.1f} s.")
    terminal.print_line(f"Import them with the server stopped; what its database holds is replaced:\n\n  {command}\n")
    terminal.print_line("The next danchieu load into this store makes the constraints and indexes.")
    return len(report.failed)


@contextmanager
def _show_progress(total: int) -> Iterator[tuple[Callable[[int, int], None], Callable[[int], None]]]:
    """Show bars on standard error; yields the functions to call with numbers of files and of texts read from them, and of texts linked."""
    text, bar, count = progress.TextColumn("{task.description}"), progress.BarColumn(), progress.MofNCompleteColumn()
    columns, console = (text, bar, count, Rate(), progress.TimeRemainingColumn()), terminal.errors()
    with progress.Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        reading, linking = shown.add_task("Reading", total=total), shown.add_task("Linking", total=0)

        def on_read(files: int, texts: int) -> None:
            shown.advance(reading, files)
            shown.update(linking, total=(shown.tasks[-1].total or 0) + texts)

        yield on_read, lambda texts: shown.advance(linking, texts)


def _read(sources: Sequence[Job | Register | Failure | Note], limits: Limits) -> Iterator[Outcome | Register | Note]:
    """Read what one process is given, in a process of its own."""
    jobs = [source for source in sources if isinstance(source, Job)]
    yield from (source for source in sources if not isinstance(source, Job))
    yield from read_jobs(jobs, processes=1, limits=limits)
