"""Test the command line: help, extraction, queries, and the message and exit status of each error."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from shell import CommandResult, example, run
from word_files import directive

from danchieu.graph.settings import Settings

COMMANDS = ("demo", "extract", "load", "read", "query", "check", "trace", "dashboard", "store start", "store status", "store stop")
"""Each command shows an example in its help, and a test runs that example."""


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_an_example_of_itself(command: str) -> None:
    ran = run(*command.split(), "--help")
    assert ran.status == 0
    assert re.search(rf"Example: danchieu {command}\b", ran.out)


def test_every_command_is_tested() -> None:
    listed = re.findall(r"^│ (\w+) ", run("--help").out, flags=re.MULTILINE)
    listed += [f"store {name}" for name in re.findall(r"^│ (\w+) ", run("store", "--help").out, flags=re.MULTILINE)]
    assert {name for name in listed if name != "store"} == set(COMMANDS)


@pytest.mark.parametrize("command", ["extract", "load", "read", "query", "check", "trace"])
def test_help_example_runs(command: str, folder: Path, store: str, sample_store: Settings) -> None:
    (folder / "ke-hoach-11.docx").write_bytes(directive())
    place = store if command in ("extract", "load") else sample_store.store
    ran = run(*example(command), folder=folder.parent, environment={"DANCHIEU_STORE": place})
    assert ran.status == 0, ran.err


def test_dashboard_example_serves_until_interrupted(sample_store: Settings) -> None:
    command = [sys.executable, "-m", "danchieu", *example("dashboard"), "--store", sample_store.store]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", start_new_session=True) as child:
        try:
            assert child.stdout
            assert re.match(r"Dashboard: http://127\.0\.0\.1:\d+ ", child.stdout.readline())
        finally:
            os.killpg(child.pid, signal.SIGINT)
        assert child.wait(timeout=20) == 0


def test_call_without_arguments_lists_the_commands() -> None:
    assert "extract" in run().out
    assert re.fullmatch(r"danchieu \d+\.\d+\.\d+\n", run("--version").out)


def rows(text: str) -> list[tuple[str, str]]:
    return [(Path(row["file"]).name, row["text"]) for row in map(json.loads, text.splitlines())]


def test_extract_reads_files_and_folders_in_order(folder: Path) -> None:
    ran = run("extract", folder / "kh-12.txt", folder)
    assert ran.status == 0
    assert rows(ran.out) == [
        (f"kh-{number}.txt", text) for number in (11, 12, 13) for text in ("Chỉ thị số 05-CT/TW", f"Kế hoạch số {number - 1}-KH/TU")
    ]


def test_extract_gives_spans_and_cited_documents(folder: Path) -> None:
    text = (folder / "kh-12.txt").read_text(encoding="utf-8")
    first, second = map(json.loads, run("extract", folder / "kh-12.txt").out.splitlines())
    assert text[first["start"] : first["end"]] == first["text"]
    assert (first["target"], first["resolution"]) == ("tw/xii/ct-5", "resolved")
    assert [(edge["source"], edge["relation"]) for edge in second["edges"]] == [("self", "BASED_ON")]
    assert (second["date"], second["resolution"]) == ("2016-06-11", "stub")


def test_extract_writes_to_a_file(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "citations.jsonl"
    ran = run("extract", folder, "--output", output)
    assert (ran.status, ran.out) == (0, "")
    assert output.read_text(encoding="utf-8") == run("extract", folder).out


@pytest.mark.parametrize("source", ["-", "texts.jsonl"])
def test_extract_reads_json_lines(source: str, folder: Path) -> None:
    lines = [{"file": path.name, "text": path.read_text(encoding="utf-8")} for path in sorted(folder.iterdir())]
    texts = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (folder / "texts.jsonl").write_text(texts, encoding="utf-8")
    ran = run("extract", "--jsonl", source, stdin=texts, folder=folder)
    assert ran.status == 0
    assert rows(ran.out) == rows(run("extract", folder).out)


def test_invalid_json_lines_fail_and_the_rest_is_read() -> None:
    long = json.dumps({"file": "long", "text": "x" * 68_000_000})
    lines = ['{"file": "half", "text": "\\ud800"}', "[]", '{"file": "no text"}', long, '{"file": "b", "text": "Chỉ thị số 05-CT/TW"}']
    ran = run("extract", "--jsonl", "-", stdin="\n".join(lines))
    assert ran.status == 1
    assert rows(ran.out) == [("b", "Chỉ thị số 05-CT/TW")]
    assert ran.err.count('is not of the form {"file": ..., "text": ...}') == 3
    assert "failed - line 4: 68 MB, more than the 64 MB of one document" in ran.err


def test_extract_marks_citations_in_the_text(folder: Path) -> None:
    ran = run("extract", folder / "kh-12.txt", "--explain")
    assert "thực hiện Chỉ thị số 05-CT/TW [numbered | tw/xii/ct-5 | IMPLEMENTS" in ran.out


def test_extract_survives_a_closed_pipe(folder: Path) -> None:
    command = f"{shlex.quote(sys.executable)} -m danchieu extract {shlex.quote(str(folder))} | head -n 1"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, encoding="utf-8", timeout=60)
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1


@pytest.fixture
def sample(sample_store: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the store that holds the sample corpus in the environment."""
    monkeypatch.setenv("DANCHIEU_STORE", sample_store.store)


def test_query_lists_questions_and_prints_cypher_verbatim(sample: None) -> None:
    listed = run("query").out
    assert "cited_by document" in listed and "Which documents cite this document" in listed and "Những văn bản nào dẫn chiếu" in listed
    shown = run("query", "cited_by", "--show").out
    assert shown.startswith("// name: cited_by\n") and "MATCH" in shown


def test_query_prints_a_table_csv_and_json(sample: None) -> None:
    question = ("query", "most_cited", "-p", "limit=3")
    table, text, data = (run(*question, "--format", form).out for form in ("table", "csv", "json"))
    parsed, objects = list(csv.DictReader(io.StringIO(text))), json.loads(data)
    assert list(parsed[0]) == list(objects[0])
    assert [row["id"] for row in parsed] == [row["id"] for row in objects]
    dated = next(place for place, row in enumerate(objects) if row["symbol"] == "05-CT/TW")
    assert objects[dated]["issued_on"] == parsed[dated]["issued_on"] == "2016-05-15"
    assert all(isinstance(row["cited_by"], int) for row in objects)
    assert len(table.splitlines()) == 5
    assert all(len(line) <= 80 for line in table.splitlines())
    assert re.search(r"^Not shown: id, type, title; --format csv or json shows all\.$", table, flags=re.MULTILINE)


def test_lists_and_maps_in_csv_are_json(sample: None) -> None:
    answer = next(csv.DictReader(io.StringIO(run("query", "ambiguous", "--format", "csv").out)))
    assert {"id", "score"} <= set(json.loads(answer["candidates"])[0])


def test_one_row_is_shown_in_full(sample: None) -> None:
    shown = run("query", "document", "-p", "document=05-CT/TW").out
    assert re.search(r"^symbol +05-CT/TW", shown, flags=re.MULTILINE)
    assert re.search(r"^issued_on +2016-05-15", shown, flags=re.MULTILINE)


def test_custom_cypher_takes_parameters(sample: None) -> None:
    cypher = "MATCH (d:Document {symbol: $symbol, status: 'loaded'}) RETURN d.symbol AS symbol, d.issued_on AS day"
    ran = run("query", "--cypher", cypher, "-p", "symbol=05-CT/TW", "--format", "json")
    assert json.loads(ran.out) == [{"symbol": "05-CT/TW", "day": "2016-05-15"}]


def test_empty_result_is_not_an_error(sample: None) -> None:
    none = "MATCH (d:Document {id: 'none'}) RETURN d.id AS id"
    assert run("query", "--cypher", none) == CommandResult(0, "No rows.\n", "")
    assert run("query", "--cypher", none, "--format", "json").out == "[]\n"


def test_query_on_an_empty_graph_suggests_loading(store: str) -> None:
    ran = run("query", "most_cited")
    assert ran.status == 0
    assert "load some with danchieu load, or the sample with danchieu demo" in ran.err


USAGE = {
    "load nowhere": "nowhere: there is no such file or folder; check the spelling",
    "load .": ".: the folder holds no document; files that can be read end in .docx, ",
    "load": "Missing argument 'PATH'",
    "extract": "give files or folders, or --jsonl FILE, but not both",
    "extract . --jsonl -": "give files or folders, or --jsonl FILE, but not both",
    "extract --jsonl nowhere": "nowhere: cannot be read",
    "extract --jsonl - --output nowhere/out": "nowhere/out: No such file or directory",
    "query most_citd": "no query is called 'most_citd' (did you mean 'most_cited'?)",
    "query cited_by -p documnt=05-CT/TW": "query 'cited_by' has no parameter 'documnt' (did you mean 'document'?)",
    "query cited_by": "query 'cited_by' needs 'document', the cited document: id or symbol; for example document=05-CT/TW",
    "query cited_by -p document": "'document' is not KEY=VALUE",
    "query most_cited -p limit=many": "parameter 'limit' takes a whole number, not 'many'; for example limit=10",
    "query cited_by -p document=05-CT/TU": "no document has the id or symbol '05-CT/TU' (did you mean '05-CT/TW'",
    "query cited_by -p document=10-CT/TW": "documents; give the id of one of them:\n  tw/ix/ct-10  2002-03-28  Trung ương",
    "query most_cited --cypher 'RETURN 1'": "give the name of a query of the library or --cypher TEXT, but not both",
    "query --cypher 'CREATE (:Document)'": "only read-only queries are allowed; start with MATCH",
    "query --cypher 'MATCH (d) SET d.title = 1 RETURN d'": "the query writes (SET); only read-only queries are allowed",
    "query --cypher 'MATCH (d RETURN d'": "the query is invalid",
    "query most_cited --format xml": "'xml' is not one of 'table', 'csv', 'json'",
    "query most_cited --store postgres://localhost": "neither embedded:DIRECTORY nor a Bolt URL such as bolt://localhost:7687",
    "store start --store bolt://localhost:7687": "bolt://localhost:7687 is a Bolt server: start and stop it where it runs",
    "loda": "No such command 'loda'. Did you mean 'load'?",
}


@pytest.mark.parametrize("command", USAGE)
def test_usage_error_is_explained_with_status_2(command: str, sample: None, tmp_path: Path) -> None:
    ran = run(*shlex.split(command), folder=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert USAGE[command] in re.sub(r" *│\n│ *", " ", ran.err)
