"""Write a synthetic corpus with known citations, and score what was found in it.

    python -m benchmarks.corpus write FOLDER --documents 14000 --seed 1 [--new 105] [--citations 10] [--size 2000] [--damage 0.05]
    python -m benchmarks.corpus score PREDICTED.jsonl FOLDER/truth.jsonl [--show missed]

FOLDER/texts gets ten sub-folders or more, of at most 1,000 texts, FOLDER/truth.jsonl what they cite. With --new, FOLDER/new and
FOLDER/new-truth.jsonl get texts of the same corpus dated after them. PREDICTED is the output of `danchieu extract FOLDER/texts`, where each
text is linked alone with the catalogue, or what a store holds that FOLDER/texts was loaded into, where all are linked together:

    danchieu query --cypher "$(cat benchmarks/corpus/stored.cypher)" --format json > PREDICTED.json
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.corpus.documents import Corpus
from benchmarks.corpus.files import write
from benchmarks.corpus.scoring import Comparison, Tally, compare, read_predicted, read_truth
from benchmarks.corpus.text import texts

COLUMNS = ("citations", "found", "resolved", "of it right", "ambiguous", "of it with the right", "stub", "of it right")
SHOWN = 40


def write_corpus(given: argparse.Namespace) -> None:
    """Write a corpus and print its size."""
    start = time.perf_counter()
    corpus = Corpus(given.documents + given.new, seed=given.seed)
    made = texts(corpus, citations=given.citations, size=given.size, damage=given.damage)
    citations = write(made, given.folder, documents=given.documents)
    print(f"{corpus.size:,} texts with {citations:,} citations in {time.perf_counter() - start:.0f} s: {given.folder}")


def print_score(given: argparse.Namespace) -> None:
    """Score extracted citations and print tables by form and damage."""
    result = compare(read_predicted(given.predicted), read_truth(given.truth))
    spurious = len(result.spurious)
    print(f"precision of mentions {share(result.whole.found, result.whole.found + spurious)}, {spurious:,} spurious")
    for title, tallies in (("form", result.by_form), ("damage", result.by_damage)):
        table = Table(title, *COLUMNS)
        for name, tally in (*sorted(tallies.items(), key=lambda pair: -pair[1].expected), ("all", result.whole)):
            table.add_row(name, *cells(tally))
        Console(width=140).print(table)
    for line in faults(result).get(given.show, ())[:SHOWN]:
        print(line)


def cells(tally: Tally) -> list[str]:
    """Return the columns of a table for a tally."""
    of_outcomes = [
        part
        for outcome in ("resolved", "ambiguous", "stub")
        for part in (share(tally.outcomes[outcome], tally.found), share(tally.right[outcome], tally.outcomes[outcome]))
    ]
    return [f"{tally.expected:,}", share(tally.found, tally.expected), *of_outcomes]


def faults(result: Comparison) -> dict[str, list[str]]:
    """Describe what was missed, what was found and is none, and what was resolved to another document."""
    return {
        "missed": [f"{row['file']}:{row['start']} {row['form']} {row['damage']}: {row['symbol']}" for row in result.missed],
        "spurious": [f"{row['file']}:{row['start']} {row.get('text')!r}" for row in result.spurious],
        "wrong": [f"{row['file']}:{row['start']} {row['form']}: {row['target']}, not {match['target']}" for row, match in result.wrong],
    }


def share(part: int, whole: int) -> str:
    """Write a share in per cent."""
    return f"{part / whole:.1%}" if whole else ""


def main() -> None:
    """Read the arguments, write or score."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description="A synthetic corpus with known citations.")
    commands = parser.add_subparsers(required=True)
    writing = commands.add_parser("write", help="write texts and what they cite")
    writing.add_argument("folder", type=Path)
    writing.add_argument("--documents", type=int, default=14_000, help="how many texts (14,000)")
    writing.add_argument("--new", type=int, default=0, help="how many texts beside these, dated after them, in FOLDER/new (0)")
    writing.add_argument("--seed", type=int, default=1, help="another seed, another corpus (1)")
    writing.add_argument("--citations", type=float, default=10, help="citations of a text, on average (10)")
    writing.add_argument("--size", type=int, default=2_000, help="bytes of a text, on average (2,000)")
    writing.add_argument("--damage", type=float, default=0.05, help="share of the symbols that are damaged (0.05)")
    writing.set_defaults(run=write_corpus)
    scoring = commands.add_parser("score", help="compare what was found with what is cited")
    scoring.add_argument("predicted", type=Path)
    scoring.add_argument("truth", type=Path)
    scoring.add_argument("--show", choices=("missed", "spurious", "wrong"), help=f"list up to {SHOWN} faults of a kind")
    scoring.set_defaults(run=print_score)
    given = parser.parse_args()
    given.run(given)


if __name__ == "__main__":
    main()
