"""Measure the speed of extraction beside that of a one-line regex on the same texts and of eyecite on English texts.

    python -m benchmarks.extract [FOLDER] [--megabytes 10] [--memory GB]

Speed is megabytes of UTF-8 a second in one process, the median of three runs over all texts. The texts are those of FOLDER (default
data/sample), repeated until there are enough. eyecite reads English law, so its texts are generated: with as much prose between citations
of American courts as makes one citation in about 400 bytes, as in the sample, and cut into texts of the same length as the others.

Then the time for one string of 5 MB is divided by that for the same text in pieces of 50 KB: about 1 if time is linear in length.
With --memory, `danchieu extract` reads that many gigabytes in files of 100 KB, and the memory of its processes is printed.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from pathlib import Path

from rich.console import Console
from rich.table import Table

from danchieu.loaders.read_text import read
from danchieu.loaders.text.source import source_text

__all__ = ["english_texts", "main", "megabytes_a_second", "scaling", "vietnamese_texts"]

SAMPLE = Path(__file__).parents[1] / "data" / "sample"
ONE_LINE = re.compile(r"\b\d{1,5}[a-z]?(?:/\d{4})?\s*[-/]\s*[A-ZĐ][\w-]*(?:[/-][A-ZĐ][\w-]*)?")
Find = Callable[[str], Sequence[object]]

PROSE = (
    "The parties do not dispute the facts that the trial judge found after a hearing of four days.",
    "We review such questions anew, and give no weight to the reasons below.",
    "Nothing in the record shows that the notice was late, or that anyone was misled by its form.",
    "The statute speaks of reasonable care, which is for the jury where minds could differ.",
    "Counsel conceded as much at argument.",
    "It follows that the order must be set aside in part, and that the rest may stand.",
)
CITING = (
    "See {a} v. {b}, {volume} U.S. {page}, {pin} ({year}).",
    "The court followed {a} v. {b}, {volume} F.3d {page} (9th Cir. {year}).",
    "That was settled in {a} v. {b}, {volume} F. Supp. 2d {page} (S.D.N.Y. {year}).",
    "Id. at {pin}.",
)
NAMES = ("Adams", "Baker", "Carter", "Dunn", "Ellis", "Foster", "Grant", "Hughes", "Irving", "Jones")


def danchieu(text: str) -> Sequence[object]:
    """Normalise a text, read its head, find and relate citations, as `danchieu extract` does."""
    return read(source_text(text)).citations


def vietnamese_texts(folder: Path, size: int) -> list[str]:
    """Read the .txt and .md files below `folder`, repeated until they make `size` bytes of UTF-8. Raises SystemExit without any."""
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in {".txt", ".md"}]
    if not files:
        raise SystemExit(f"{folder}: there is no .txt or .md file; give a folder of texts")
    return list(_until(cycle([path.read_text(encoding="utf-8") for path in files]), size))


def english_texts(size: int, length: int) -> list[str]:
    """Generate texts of about `length` bytes, `size` bytes in all, that cite American cases; the same on every run."""
    chance = random.Random(1)

    def text() -> str:
        sentences: list[str] = []
        while sum(map(len, sentences)) < length:
            sentences += chance.choices(PROSE, k=5)
            a, b = chance.sample(NAMES, 2)
            numbers = {"volume": chance.randint(1, 580), "page": chance.randint(1, 900), "pin": chance.randint(901, 990)}
            sentences.append(chance.choice(CITING).format(a=a, b=b, year=chance.randint(1950, 2015), **numbers))
        return " ".join(sentences)

    return list(_until(iter(text, ""), size))


def _until(texts: Iterator[str], size: int) -> Iterator[str]:
    total = 0
    while total < size:
        text = next(texts)
        total += len(text.encode())
        yield text


def megabytes_a_second(find: Find, texts: Sequence[str], *, runs: int = 3) -> tuple[float, int]:
    """Measure the median speed of `find` over all texts in MB of UTF-8 a second, and count its citations; one text warms it up."""
    find(texts[0])
    size = sum(len(text.encode()) for text in texts)
    found, seconds = 0, []
    for _ in range(runs):
        start = time.perf_counter()
        found = sum(len(find(text)) for text in texts)
        seconds.append(time.perf_counter() - start)
    return size / statistics.median(seconds) / 1e6, found


def scaling(find: Find, texts: Sequence[str], *, size: int, piece: int, runs: int = 3) -> float:
    """Divide the time for one string of `size` bytes by the time for the same text in pieces of `piece` bytes."""
    whole = "\n".join(texts)
    while len(whole.encode()) < size:
        whole += "\n" + whole
    whole = whole.encode()[:size].decode(errors="ignore")
    letters = max(1, piece * len(whole) // size)
    pieces = [whole[start : start + letters] for start in range(0, len(whole), letters)]
    return megabytes_a_second(find, pieces, runs=runs)[0] / megabytes_a_second(find, [whole], runs=runs)[0]


def print_speed(folder: Path, megabytes: float) -> None:
    """Measure all three extractors in one run and print a table."""
    size = int(megabytes * 1e6)
    texts = vietnamese_texts(folder, size)
    length = size // len(texts)
    extractors: list[tuple[str, Find, list[str], int]] = [
        ("danchieu", danchieu, texts, 5_000_000),
        ("one-line regex", ONE_LINE.findall, texts, 5_000_000),
    ]
    try:
        from eyecite import get_citations
    except ImportError:
        print("eyecite is not installed: `make bench` does that, or pip install 'danchieu[bench]'", file=sys.stderr)
    else:
        extractors.append(("eyecite (English)", get_citations, english_texts(size // 20, length), 500_000))
    table = Table("", "MB/s", "citations/s", "texts", "MB", "one string / pieces of 50 KB")
    for name, find, own, whole in extractors:
        speed, found = megabytes_a_second(find, own)
        amount = sum(len(text.encode()) for text in own) / 1e6
        ratio = scaling(find, own, size=whole, piece=50_000, runs=3 if whole > 1e6 else 1)
        rate = f"{found * speed / amount:,.0f}"
        table.add_row(name, f"{speed:.2f}", rate, f"{len(own):,}", f"{amount:.1f}", f"{ratio:.2f} ({whole / 1e6:g} MB)")
    Console(width=120).print(table)


def print_memory(folder: Path, gigabytes: float) -> None:
    """Run `danchieu extract` over `gigabytes` of files in a temporary folder and print its memory in each tenth of the time."""
    with tempfile.TemporaryDirectory() as home:
        documents = Path(home) / "documents"
        documents.mkdir()
        text = "\n".join(vietnamese_texts(folder, 100_000))
        number = int(gigabytes * 1e9 / len(text.encode()))
        for index in range(number):
            (documents / f"{index:06}.txt").write_text(f"{index}\n{text}", encoding="utf-8")
        child = subprocess.Popen(
            [shutil.which("danchieu", path=Path(sys.executable).parent) or "danchieu", "extract", documents, "--output", os.devnull],
            stderr=subprocess.DEVNULL,
        )
        seen: list[int] = []
        start = time.perf_counter()
        watch = threading.Thread(target=_watch, args=(child, seen), daemon=True)
        watch.start()
        status = child.wait()
        seconds = time.perf_counter() - start
        watch.join()
    if status:
        raise SystemExit(f"danchieu extract ended with status {status}")
    parts = [max(seen[len(seen) * part // 10 : max(len(seen) * part // 10 + 1, len(seen) * (part + 1) // 10)]) for part in range(10)]
    print(f"{number:,} files, {gigabytes:g} GB in {seconds:.0f} s: {gigabytes * 1000 / seconds:.2f} MB/s")
    print("memory in each tenth of the time, MB:", *(round(part / 1e6) for part in parts))


def _watch(child: subprocess.Popen[bytes], seen: list[int]) -> None:
    while child.poll() is None:
        seen.append(sum(map(_resident, _family(child.pid))))
        time.sleep(0.1)


def _family(pid: int) -> Iterator[int]:
    """Yield a process and all its descendants, as listed by Linux."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _resident(pid: int) -> int:
    """Return the proportional set size of a process in bytes, 0 once it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def main() -> None:
    """Read the arguments, measure and print."""
    parser = argparse.ArgumentParser(description="Speed of extraction beside a one-line regex and eyecite.")
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLE, help="folder of texts to measure on (data/sample)")
    parser.add_argument("--megabytes", type=float, default=10, help="how much text to read in one run (10)")
    parser.add_argument("--memory", type=float, metavar="GB", help="instead: measure memory while extracting this much (Linux)")
    arguments = parser.parse_args()
    if arguments.memory:
        print_memory(arguments.folder, arguments.memory)
    else:
        print_speed(arguments.folder, arguments.megabytes)


if __name__ == "__main__":
    main()
