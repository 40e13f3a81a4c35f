"""Test that a synthetic corpus is the same each time, with exact spans, citations that can be read, and a few documents cited by many."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import islice
from pathlib import Path

from benchmarks.corpus import Corpus, Text, texts, write
from benchmarks.corpus.scoring import compare, read_truth
from danchieu.extraction import extract_rows
from danchieu.graph.linking import KnowledgeBuilder
from danchieu.graph.model import Kind
from danchieu.loaders.read_text import read
from danchieu.loaders.text.source import source_text

SIZE = 200


@cache
def made(size: int = SIZE) -> Sequence[Text]:
    return list(texts(Corpus(size)))


def test_the_same_seed_makes_the_same_texts() -> None:
    again = list(texts(Corpus(SIZE)))
    assert [(text.text, list(text.truth("a.txt"))) for text in again] == [(text.text, list(text.truth("a.txt"))) for text in made()]
    assert next(texts(Corpus(SIZE, seed=2))).text != made()[0].text


def test_a_document_does_not_depend_on_those_made_before() -> None:
    assert Corpus(SIZE).document(150) == made()[150].work


def test_documents_of_one_corpus_are_different() -> None:
    corpus = Corpus(5_000)
    ids = Counter(corpus.document(number).id for number in range(corpus.size))
    assert max(ids.values()) == 1


def test_numbers_rise_with_dates_in_each_series_and_period() -> None:
    corpus, last = Corpus(20_000), dict[str, int]()
    for number in range(len(corpus.reference), corpus.size):
        work = corpus.document(number)
        if work.symbol.number.isdigit():
            series = f"{work.id.rpartition('/')[0]} {work.type} {work.symbol.year}"
            assert last.get(series, 0) < int(work.symbol.number), work
            last[series] = int(work.symbol.number)


def test_spans_are_exact_and_cite_what_is_earlier() -> None:
    for text in made():
        for start, mark in text.marks:
            assert text.text[start : start + len(mark.text)] == mark.text
            assert mark.target.on <= text.work.on


def test_parameters_set_citations_size_and_damage() -> None:
    few = list(islice(texts(Corpus(SIZE), citations=4, size=5_000, damage=0), 100))
    assert 3 < sum(len(text.marks) for text in few) / 100 < 6
    assert 4_500 < sum(len(text.text.encode()) for text in few) / 100 < 5_500
    assert not any(mark.damage for text in few for _, mark in text.marks)
    assert 9 < sum(len(text.marks) for text in made()) / SIZE < 11.5
    assert 1_700 < sum(len(text.text.encode()) for text in made()) / SIZE < 2_500


def test_undamaged_citations_are_extracted_with_their_symbols() -> None:
    expected, right = 0, 0
    for text in made():
        found = [one for one in read(source_text(text.text)).citations if one.kind is not Kind.SELF]
        for start, mark in text.marks:
            if mark.damage is None and mark.form not in {"short", "anaphor", "alias", "law by name", "law and year"}:
                expected += 1
                over = (one for one in found if one.span.start < start + len(mark.text) and start < one.span.end)
                right += any(str(one.symbol) == str(mark.target.symbol) for one in over)
    assert right / expected > 0.99


def test_texts_are_identified_as_the_documents_they_are() -> None:
    builder = KnowledgeBuilder()
    readings = [read(source_text(text.text)) for text in made()]
    for reading in readings:
        builder.add_text(reading.head, reading.citations, sha256=reading.sha256)
    linker = builder.build()
    found = [linker.identify(reading.head, sha256=reading.sha256).id for reading in readings]
    assert found == [text.work.id for text in made()]


def test_few_documents_have_many_of_the_citations() -> None:
    cited = Counter(mark.target.id for text in texts(Corpus(2_000)) for _, mark in text.marks)
    most = [count for _, count in cited.most_common()]
    assert 0.015 < most[0] / sum(most) < 0.1
    assert sum(most[: len(most) // 100]) > 0.2 * sum(most)
    assert most[0] > 100 * most[len(most) // 2]


def test_written_corpus_is_scored_against_its_truth(tmp_path: Path) -> None:
    corpus = Corpus(30)
    count = write(texts(corpus), tmp_path, documents=25)
    assert [len(list(tmp_path.glob(f"{part}/*/*.txt"))) for part in ("texts", "new")] == [25, 5]
    truth = [*read_truth(tmp_path / "truth.jsonl"), *read_truth(tmp_path / "new-truth.jsonl")]
    predicted: list[dict[str, object]] = []
    for path in sorted(tmp_path.glob("*/*/*.txt")):
        predicted += extract_rows(read(source_text(path.read_text(encoding="utf-8"), path=str(path))))
    result = compare((row for row in predicted if row["kind"] != "self"), truth)
    assert result.whole.expected == count == len(truth)
    assert result.whole.found > 0.97 * count
    assert result.whole.right["resolved"] > 0.97 * result.whole.outcomes["resolved"] > 0
    rows = map(json.loads, (tmp_path / "truth.jsonl").read_text("utf-8").splitlines())
    assert [row["target"] for row in rows if row["form"] == "document"] == [corpus.document(number).id for number in range(25)]
