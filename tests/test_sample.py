"""Test the sample corpus: its annotations match its texts, and the intended situations occur."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from annotated_sample import files_citing, files_with_symbol, head, own_edges, rows, texts

from benchmarks.accuracy import EXPECTED, SAMPLE, Row
from danchieu.graph.model import Kind, Relation

FIELDS = ["file", "start", "end", "text", "kind", "target", "type", "date", "issuer", "term", "edges", "uncertain", "note"]


def test_every_text_is_annotated_and_every_annotation_has_its_text() -> None:
    assert {row["file"] for row in rows()} == set(texts())


def test_spans_match_the_annotated_text() -> None:
    wrong = [(row["file"], row["text"]) for row in rows() if texts()[row["file"]][row["start"] : row["end"]] != row["text"]]
    assert not wrong


def test_rows_are_in_text_order_without_overlap() -> None:
    ends: dict[str, int] = defaultdict(int)
    for row in rows():
        assert ends[row["file"]] <= row["start"] < row["end"], (row["file"], row["text"])
        ends[row["file"]] = row["end"]


def test_fields_are_documented_and_their_values_are_valid() -> None:
    documented = (SAMPLE.parent / "README.md").read_text(encoding="utf-8")
    for line in EXPECTED.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert list(row) == FIELDS
        assert row["kind"] in set(Kind) - {Kind.SELF}
        assert row["target"] and row["edges"], row
        assert {edge["relation"] for edge in row["edges"]} <= set(Relation)
        assert row["date"] is None or date.fromisoformat(row["date"]) <= head(row["file"])[2], f"cites the future: {row}"
    assert all(f"`{field}`" in documented for field in FIELDS)


def test_the_source_of_an_edge_is_cited_in_the_same_text() -> None:
    targets = defaultdict(set)
    for row in rows():
        targets[row["file"]].add(row["target"])
    lost = [(row["file"], edge) for row in rows() for edge in row["edges"] if edge["source"] not in {"self", *targets[row["file"]]}]
    assert not lost


def test_own_symbol_is_not_annotated_as_a_citation() -> None:
    same = {"trung-uong/ct-35-tw-2024.txt": "35-CT/TW"}  # replaces the directive of 2019 with the same number
    own = {row["file"]: row["target"] for row in rows() if row["target"] == head(row["file"])[0]}
    assert own == same


def test_sample_has_the_intended_size_and_spread() -> None:
    places = Counter(file.split("/")[0] for file in texts())
    assert len(texts()) >= 60
    assert len(places) - ("trung-uong" in places) >= 8
    assert {Path(file).suffix for file in texts()} == {".txt", ".md"}
    assert any(head(file)[0].endswith(("NĐ-CP", "KH-UBND")) for file in texts())
    assert all(150 <= len(text.split()) <= 600 for text in texts().values())


def test_numbers_rise_with_dates_within_a_term() -> None:
    terms = [date(2005, 12, 31), date(2010, 12, 31), date(2015, 11, 2), date(2020, 10, 31), date(2025, 6, 30)]  # of the provinces, roughly
    series = defaultdict(list)
    for file in texts():
        symbol, _, issued = head(file)
        if match := re.fullmatch(r"(\d+)-(\w+/TU)", symbol):
            series[file.split("/")[0], match[2], sum(issued > end for end in terms)].append((issued, int(match[1])))
    assert all([number for _, number in sorted(found)] == sorted(number for _, number in found) for found in series.values())


def is_implemented_below(file: str, *, depth: int) -> bool:
    """Return whether documents of the sample implement `file`, by IMPLEMENTS or BASED_ON, over `depth` further levels."""
    if not depth:
        return True
    symbol, _, issued = head(file)
    followers = {citer for relation in ("IMPLEMENTS", "BASED_ON") for citer, target in own_edges(relation) if target == symbol}
    nearer = [citer for citer in followers if head(citer)[2] > issued and citer.count("/") >= file.count("/") and same_issuer(file, citer)]
    return any(is_implemented_below(citer, depth=depth - 1) for citer in nearer if head(citer)[0].split("/")[-1] != symbol.split("/")[-1])


def same_issuer(file: str, citer: str) -> bool:
    """Return whether a symbol means the same issuer in both files: a central one always, a local one within its province."""
    return file.startswith("trung-uong/") or file.split("/")[0] == citer.split("/")[0]


def test_directives_are_implemented_four_levels_down_in_some_provinces() -> None:
    chains = [file for file in texts() if head(file)[0].endswith("-CT/TW") and is_implemented_below(file, depth=3)]
    assert len(chains) >= 3, chains
    answered = {file.split("/")[0] for file in files_citing("05-CT/TW")} - {"trung-uong"}
    assert {file.split("/")[0] for file in texts()} - {"trung-uong"} - answered, "every province implements 05-CT/TW"


def test_symbol_of_two_terms_is_loaded_twice_and_cited_side_by_side() -> None:
    assert len(files_with_symbol("10-CT/TW")) == len(files_with_symbol("35-CT/TW")) == 2
    dates = defaultdict(set)
    for row in rows():
        if row["date"]:
            dates[row["file"], row["target"]].add(row["date"])
    both = {target for (_, target), stated in dates.items() if len(stated) > 1}
    assert {"10-CT/TW", "35-CT/TW"} <= both


def test_one_stub_is_cited_by_many_documents() -> None:
    assert not files_with_symbol("30-CT/TW")
    assert len(files_citing("30-CT/TW")) >= 5


def test_exactly_one_citation_states_a_wrong_date() -> None:
    contradictions = []
    for row in rows():
        owners = [file for file in files_with_symbol(row["target"]) if same_issuer(file, row["file"])]
        if row["date"] and owners and date.fromisoformat(row["date"]) not in {head(file)[2] for file in owners}:
            contradictions.append((row["file"], row["target"]))
    assert contradictions == [("lao-cai/ctr-36-tu.txt", "57-NQ/TW")]


def nested(row: Row) -> bool:
    return any(edge["source"] != "self" and edge["relation"] == "IMPLEMENTS" for edge in row["edges"]) and row["kind"] == "numbered"


def alias(row: Row) -> bool:
    before = texts()[row["file"]][: row["start"]]
    return row["kind"] == "short" and before.endswith(("gọi tắt là ", "gọi là ", "viết tắt là "))


def list_item(row: Row) -> bool:
    return row["kind"] == "numbered" and bool(re.match(r"(số )?\d", row["text"])) and row["issuer"] is not None


def plenum(row: Row) -> bool:
    return row["kind"] == "named" and row["target"].startswith("Nghị quyết Trung ương") and row["term"] is not None


def law_by_name(row: Row) -> bool:
    return row["kind"] == "named" and bool(re.match("Luật ", row["target"]))


def circular(row: Row) -> bool:
    return "/TT" in row["target"]


def decree(row: Row) -> bool:
    return bool(re.search("/NĐ-CP$", row["target"]))


def anaphor(row: Row) -> bool:
    return row["kind"] == "short" and not re.search(r"\d", row["text"])


def symbol_with_spaces(row: Row) -> bool:
    return row["kind"] == "numbered" and bool(re.search(r"\d ?- ?\n|\d[- \u00a0]+[\u00a0 ]", row["text"]))


def amended_by(row: Row) -> bool:
    return any(edge["source"] != "self" and edge["relation"] == "AMENDS" for edge in row["edges"])


@pytest.mark.parametrize(
    ("situation", "at_least"),
    [
        (nested, 10),
        (alias, 4),
        (list_item, 3),
        (plenum, 4),
        (law_by_name, 6),
        (circular, 2),
        (decree, 6),
        (anaphor, 5),
        (symbol_with_spaces, 4),
        (amended_by, 1),
    ],
    ids=lambda value: value.__name__ if callable(value) else str(value),
)
def test_sample_covers_the_situation(situation: Callable[[Row], bool], at_least: int) -> None:
    assert sum(situation(row) for row in rows()) >= at_least


def test_documents_are_amended_replaced_and_repealed() -> None:
    for relation, at_least in {"AMENDS": 2, "REPLACES": 8, "REPEALS": 1}.items():
        assert len(set(own_edges(relation))) >= at_least, relation


def test_some_headers_give_the_province_only_in_the_place_line() -> None:
    places = {"binh-thuan/ct-31-tu.txt": "Phan Thiết", "dak-lak/ctr-16-tu.txt": "Buôn Ma Thuột", "can-tho/kh-258-tu.txt": "Cần Thơ"}
    for file, place in places.items():
        assert texts()[file].split("*")[0].strip() in {"BAN THƯỜNG VỤ TỈNH ỦY", "TỈNH ỦY", "THÀNH ỦY"}
        assert head(file)[1] == place


def test_sample_contains_damaged_text() -> None:
    everything = "".join(texts().values())
    assert all(mark in everything for mark in ("Ð", "\u00a0", "uỷ", "ủy", "khoá", "khóa"))
    decomposed = [file for file, text in texts().items() if unicodedata.normalize("NFC", text) != text]
    assert decomposed == ["dong-thap/lap-vo/kh-15-du-dinh-yen.txt"]
