"""Measure the precision of each rule on annotated texts, and write the table of confidences.

    python benchmarks/calibrate.py                               on data/sample alone
    python benchmarks/calibrate.py TEXTS ANNOTATIONS [...]       and on pairs of folders: texts, and <stem>.jsonl for each text

A citation's rule is right if the mention is annotated and its target is the annotated one; uncertain annotations count neither way.
An edge's kind (relation, nested or not) is right if its document is annotated with that edge.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.accuracy import EXPECTED, SAMPLE, Row, by_file, expected_edges, extract, fold, overlap, pair, read_rows, same_target
from danchieu.graph.model import SELF
from danchieu.graph.model.wilson import wilson_lower_bound
from danchieu.loaders.confidence import TABLE

FILE = Path(__file__).parents[1] / "loaders" / "grammar" / TABLE


def read_annotations(annotations: Path) -> Iterator[Row]:
    """Read the rows of a folder of <stem>.jsonl, each with the `file` it annotates."""
    for path in sorted(annotations.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line) | {"file": f"{path.stem}.txt"}


def count(predicted: list[Row], expected: list[Row], hits: Counter[str], cases: Counter[str]) -> None:
    """Count cases and hits of each rule in the rows extracted from annotated files."""
    annotations = by_file(expected)
    for file, rows in by_file(row for row in predicted if row["kind"] != "self" and row["file"] in annotations).items():
        sure = [row for row in annotations[file] if not row["uncertain"]]
        unsure = [row for row in annotations[file] if row["uncertain"]]
        matches = {id(found): row for row, found in pair(sure, rows) if found is not None}
        edges = expected_edges(sure)
        for row in rows:
            match = matches.get(id(row))
            if match is None and any(overlap(row, other) for other in unsure):
                continue
            cases[row["rule"]] += 1
            hits[row["rule"]] += match is not None and same_target(match, row)
            target = fold(row["symbol"] or row["name"])
            for edge in row["edges"]:
                rule = edge["relation"] if edge["source"] == SELF else f"{edge['relation']} nested"
                cases[rule] += 1
                hits[rule] += (fold(edge["source"]), edge["relation"], target) in edges


def main(folders: list[Path]) -> None:
    """Count, write the table and print it."""
    if len(folders) % 2:
        sys.exit("give folders in pairs: TEXTS ANNOTATIONS")
    hits: Counter[str] = Counter()
    cases: Counter[str] = Counter()
    count(extract(), read_rows(EXPECTED), hits, cases)
    for texts, folder in zip(folders[::2], folders[1::2], strict=True):
        count(extract(texts), list(read_annotations(folder)), hits, cases)
    with FILE.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(("rule", "hits", "cases"))
        table.writerows((rule, hits[rule], cases[rule]) for rule in sorted(cases))
    print(f"{SAMPLE.name} and {len(folders) // 2} more, into {FILE.name}")
    for rule in sorted(cases):
        print(f"  {rule:22} {hits[rule]:4} of {cases[rule]:4}  at least {wilson_lower_bound(hits[rule], cases[rule]):.3f}")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
