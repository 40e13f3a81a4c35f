"""The command line as a user meets it: what each command does, what it says when it cannot, and its exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from records import graph_of
from shell import Ran, run

from graph import embedded, schema
from graph.checks import integrity
from graph.settings import Settings, read_settings
from graph.store import open_store, write_query

COMMANDS = ("demo", "extract", "load", "query", "check", "trace", "dashboard", "store start", "store status", "store stop")
"""Each shows an example of itself in its help, and a test runs that example."""

PLAN = """TỈNH ỦY BÌNH THUẬN            ĐẢNG CỘNG SẢN VIỆT NAM
         *
    Số {number}-KH/TU                Phan Thiết, ngày {day} tháng 6 năm 2016

KẾ HOẠCH
thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị về học tập và làm theo Bác

Căn cứ Kế hoạch số {other}-KH/TU ngày {other} tháng 6 năm 2016 của Tỉnh ủy, Ban Thường vụ Tỉnh ủy xây dựng kế hoạch.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three plans, each resting on the one before."""
    folder = tmp_path / "documents"
    folder.mkdir()
    for number in (11, 12, 13):
        (folder / f"kh-{number}.txt").write_text(PLAN.format(number=number, day=number, other=number - 1), encoding="utf-8")
    return folder


@pytest.fixture
def store(embedded_store: Settings, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty embedded store, which the environment names."""
    monkeypatch.setenv("DANCHIEU_STORE", embedded_store.store)
    return embedded_store.store


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder to work in, whose embedded store is stopped at the end."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DANCHIEU_STORE", raising=False)
        yield home
    embedded.stop(home / ".danchieu")


def load(*arguments: object) -> dict[str, object]:
    """The report of a load that went well."""
    ran = run("load", *arguments, "--json")
    assert ran.status == 0, ran.err
    report: dict[str, object] = json.loads(ran.out)
    with open_store(read_settings(), mode="read") as reader:
        assert integrity(reader) == []
    return report


def counts(report: dict[str, object]) -> tuple[object, ...]:
    return tuple(report[name] for name in ("documents", "skipped", "pruned"))


# Help -----------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_an_example_of_itself(command: str) -> None:
    ran = run(*command.split(), "--help")
    assert ran.status == 0
    assert re.search(rf"Example: danchieu {command}\b", ran.out)


def test_no_command_is_forgotten() -> None:
    listed = re.findall(r"^│ (\w+) ", run("--help").out, flags=re.MULTILINE)
    listed += [f"store {name}" for name in re.findall(r"^│ (\w+) ", run("store", "--help").out, flags=re.MULTILINE)]
    assert {name for name in listed if name != "store"} == set(COMMANDS)


def example(command: str) -> list[str]:
    """The arguments that the help of a command shows."""
    shown = re.search(r"Example: danchieu (.*?)  ", run(*command.split(), "--help").out)
    assert shown, command
    return shlex.split(shown[1])


@pytest.mark.parametrize("command", ["extract", "load", "query", "check", "trace"])
def test_the_example_works(command: str, folder: Path, store: str, sample_store: Settings) -> None:
    place = store if command in ("extract", "load") else sample_store.store
    ran = run(*example(command), folder=folder.parent, environment={"DANCHIEU_STORE": place})
    assert ran.status == 0, ran.err


def test_the_dashboards_example_works_until_it_is_interrupted(sample_store: Settings) -> None:
    command = [sys.executable, "-m", "danchieu", *example("dashboard"), "--store", sample_store.store]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", start_new_session=True) as child:
        try:
            assert child.stdout
            assert re.match(r"Dashboard: http://127\.0\.0\.1:\d+ ", child.stdout.readline())
        finally:
            os.killpg(child.pid, signal.SIGINT)
        assert child.wait(timeout=20) == 0


def test_without_a_command_it_shows_what_there_is() -> None:
    assert "extract" in run().out
    assert re.fullmatch(r"danchieu \d+\.\d+\.\d+\n", run("--version").out)


# demo, load -----------------------------------------------------------------------------------------------------------------------------


def test_the_demo_says_what_was_loaded_and_what_to_try(store: str) -> None:
    first, again = run(*example("demo")), run(*example("demo"), "--store", store, environment={"DANCHIEU_STORE": "embedded:nowhere"})
    assert (first.status, again.status) == (0, 0)
    assert re.search(r"^documents +70 +70$", first.out, flags=re.MULTILINE)
    assert re.search(r"^documents +0 +70$", again.out, flags=re.MULTILINE)
    assert re.search(r"^skipped +70$", again.out, flags=re.MULTILINE)
    tries = re.findall(r"^  danchieu (.*?)  ", again.out, flags=re.MULTILINE)
    assert [line.split()[0] for line in tries] == ["query", "query", "check", "dashboard"]
    for line in tries[:2]:
        assert "14-KH/TU" in run(*shlex.split(line)).out


def test_only_what_changed_is_read_again_and_nothing_doubles(folder: Path, store: str, embedded_store: Settings) -> None:
    assert counts(load(folder)) == (3, 0, 0)
    with open_store(embedded_store, mode="read") as reader:
        before = graph_of(reader)
    assert counts(load(folder)) == (0, 3, 0)
    changed = folder / "kh-13.txt"
    text = changed.read_text(encoding="utf-8")
    changed.write_text(text.replace("Căn cứ", "Căn cứ Chỉ thị số 03-CT/TW ngày 14/5/2011 của Bộ Chính trị và"), encoding="utf-8")
    report = load(folder)
    assert counts(report) == (1, 2, 0)
    assert isinstance(held := report["graph"], dict) and held["documents"] == 3
    changed.write_text(text, encoding="utf-8")
    assert counts(load(folder)) == (1, 2, 0)
    with open_store(embedded_store, mode="read") as reader:
        assert graph_of(reader) == before


def test_a_file_that_is_gone_stays_until_prune(folder: Path, store: str) -> None:
    load(folder)
    (folder / "kh-13.txt").unlink()
    assert counts(load(folder)) == (0, 2, 0)
    assert "13-KH/TU" in run("query", "documents", "--format", "csv").out
    assert counts(load(folder, "--prune")) == (0, 2, 1)
    assert "13-KH/TU" not in run("query", "documents", "--format", "csv").out


BAD_FILES = {
    "pdf.txt": (b"%PDF-1.7\n\0\1", "is not text (it holds NUL bytes)"),
    "tcvn3.txt": ("Chỉ thị số 05-CT/TW".encode("utf-16-le")[1:], "is not text"),
    "latin.txt": (b"Ch\xec th\xec", "is not UTF-8 text (byte 0xec at 2); save it as UTF-8"),
    "utf16.txt": ("Chỉ thị".encode("utf-16"), "is UTF-16 text; save it as UTF-8"),
    "empty.txt": (b"", "the file is empty; leave it out"),
    "blank.md": (b"\n \n", "the file is empty; leave it out"),
}


def test_a_file_that_fails_is_named_with_its_reason_and_the_rest_is_loaded(folder: Path, store: str) -> None:
    for name, (data, _) in BAD_FILES.items():
        (folder / name).write_bytes(data)
    (folder / "dangling.txt").symlink_to(folder / "nowhere.txt")
    os.mkfifo(folder / "pipe.txt")
    with (folder / "line.txt").open("wb") as line:  # 200 MB without a line end, which take no room on the disk
        line.truncate(200_000_000)
    reasons = {name: reason for name, (_, reason) in BAD_FILES.items()} | {
        "dangling.txt": "cannot be read (No such file or directory); check its permissions",
        "pipe.txt": "is no regular file; leave it out",
        "line.txt": "200 MB, more than the 67 MB of one document; split it into its documents",
    }
    started = time.monotonic()
    ran = run("load", folder)
    assert time.monotonic() - started < 10
    assert ran.status == 1
    assert re.search(r"^documents +3 +3$", ran.out, flags=re.MULTILINE)
    assert re.search(rf"^failed +{len(reasons)}$", ran.out, flags=re.MULTILINE)
    for name, reason in reasons.items():
        assert f"failed {folder / name}: {reason}" in ran.err


def test_a_file_that_the_system_keeps_back_fails(folder: Path, store: str) -> None:
    if os.geteuid() == 0:  # nothing is kept back from root: a name that no file can have stands for it
        (folder / "kh-11.txt").unlink()
        (folder / "kh-11.txt").symlink_to("x" * 300)
    else:
        (folder / "kh-11.txt").chmod(0)
    ran = run("load", folder)
    assert ran.status == 1
    assert f"failed {folder / 'kh-11.txt'}: cannot be read (" in ran.err


# extract --------------------------------------------------------------------------------------------------------------------------------


def rows(text: str) -> list[tuple[str, str]]:
    return [(Path(row["file"]).name, row["text"]) for row in map(json.loads, text.splitlines())]


def test_extract_reads_files_and_folders_in_order(folder: Path) -> None:
    ran = run("extract", folder / "kh-12.txt", folder)
    assert ran.status == 0
    assert rows(ran.out) == [
        (f"kh-{number}.txt", text)
        for number in (11, 12, 13)
        for text in ("Chỉ thị số 05-CT/TW", f"Kế hoạch số {number - 1}-KH/TU")
    ]  # fmt: skip


def test_extract_gives_spans_of_the_file_and_what_they_refer_to(folder: Path) -> None:
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
def test_extract_reads_texts_one_a_line(source: str, folder: Path) -> None:
    lines = [{"file": path.name, "text": path.read_text(encoding="utf-8")} for path in sorted(folder.iterdir())]
    texts = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (folder / "texts.jsonl").write_text(texts, encoding="utf-8")
    ran = run("extract", "--jsonl", source, stdin=texts, folder=folder)
    assert ran.status == 0
    assert rows(ran.out) == rows(run("extract", folder).out)


def test_a_line_that_is_no_text_fails_and_the_rest_is_read() -> None:
    long = json.dumps({"file": "long", "text": "x" * 68_000_000})
    lines = ['{"file": "half", "text": "\\ud800"}', "[]", '{"file": "no text"}', long, '{"file": "b", "text": "Chỉ thị số 05-CT/TW"}']
    ran = run("extract", "--jsonl", "-", stdin="\n".join(lines))
    assert ran.status == 1
    assert rows(ran.out) == [("b", "Chỉ thị số 05-CT/TW")]
    assert ran.err.count('is not of the form {"file": ..., "text": ...}') == 3
    assert "failed - line 4: 68 MB, more than the 67 MB of one document" in ran.err


def test_extract_marks_citations_in_the_text(folder: Path) -> None:
    ran = run("extract", folder / "kh-12.txt", "--explain")
    assert "thực hiện Chỉ thị số 05-CT/TW [numbered | tw/xii/ct-5 | IMPLEMENTS" in ran.out


def test_what_reads_may_stop_reading(folder: Path) -> None:
    command = f"{shlex.quote(sys.executable)} -m danchieu extract {shlex.quote(str(folder))} | head -n 1"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, encoding="utf-8", timeout=60)
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1


# query ----------------------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def sample(sample_store: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment names the store that holds the sample corpus."""
    monkeypatch.setenv("DANCHIEU_STORE", sample_store.store)


def test_queries_are_listed_with_their_questions_and_shown_as_they_stand(sample: None) -> None:
    listed = run("query").out
    assert "cited_by document" in listed and "Who cites this document" in listed and "Những văn bản nào dẫn chiếu" in listed
    shown = run("query", "cited_by", "--show").out
    assert shown.startswith("// name: cited_by\n") and "MATCH" in shown


def test_an_answer_as_table_csv_and_json(sample: None) -> None:
    question = ("query", "most_cited", "-p", "limit=3")
    table, text, data = (run(*question, "--format", form).out for form in ("table", "csv", "json"))
    parsed, objects = list(csv.DictReader(io.StringIO(text))), json.loads(data)
    assert list(parsed[0]) == list(objects[0])
    assert [row["id"] for row in parsed] == [row["id"] for row in objects]
    assert objects[0]["issued_on"] == parsed[0]["issued_on"] == "2016-05-15"
    assert all(isinstance(row["cited_by"], int) for row in objects)
    assert len(table.splitlines()) == 5
    assert all(len(line) <= 80 for line in table.splitlines())
    assert re.search(r"^Not shown: id, title\b.*--format csv or json shows all\.$", table, flags=re.MULTILINE)


def test_lists_and_maps_in_csv_are_json(sample: None) -> None:
    answer = next(csv.DictReader(io.StringIO(run("query", "ambiguous", "--format", "csv").out)))
    assert {"id", "score"} <= set(json.loads(answer["candidates"])[0])


def test_one_row_is_shown_in_full(sample: None) -> None:
    shown = run("query", "document", "-p", "document=05-CT/TW").out
    assert re.search(r"^symbol +05-CT/TW", shown, flags=re.MULTILINE)
    assert re.search(r"^issued_on +2016-05-15", shown, flags=re.MULTILINE)


def test_a_query_of_ones_own_takes_parameters(sample: None) -> None:
    cypher = "MATCH (d:Document {symbol: $symbol}) RETURN d.symbol AS symbol, d.issued_on AS day"
    ran = run("query", "--cypher", cypher, "-p", "symbol=05-CT/TW", "--format", "json")
    assert json.loads(ran.out) == [{"symbol": "05-CT/TW", "day": "2016-05-15"}]


def test_no_rows_is_an_answer(sample: None) -> None:
    none = "MATCH (d:Document {id: 'none'}) RETURN d.id AS id"
    assert run("query", "--cypher", none) == Ran(0, "No rows.\n", "")
    assert run("query", "--cypher", none, "--format", "json").out == "[]\n"


def test_an_empty_graph_says_how_to_fill_it(store: str) -> None:
    ran = run("query", "most_cited")
    assert ran.status == 0
    assert "load some with danchieu load, or the sample with danchieu demo" in ran.err


# What goes wrong ------------------------------------------------------------------------------------------------------------------------

USAGE = {
    "load nowhere": "nowhere: there is no such file or folder; check the spelling",
    "load .": ".: the folder holds no document; files that can be read end in .txt, .md",
    "load": "Missing argument 'PATH'",
    "extract": "name files or folders, or else give --jsonl FILE",
    "extract . --jsonl -": "name files or folders, or else give --jsonl FILE",
    "extract --jsonl nowhere": "nowhere: cannot be read",
    "extract --jsonl - --output nowhere/out": "nowhere/out: No such file or directory",
    "query most_citd": "no query is called 'most_citd' (did you mean 'most_cited'?)",
    "query cited_by -p documnt=05-CT/TW": "query 'cited_by' has no parameter 'documnt' (did you mean 'document'?)",
    "query cited_by": "query 'cited_by' needs 'document', the cited document: id or symbol; for example document=05-CT/TW",
    "query cited_by -p document": "'document' is not KEY=VALUE",
    "query most_cited -p limit=many": "parameter 'limit' takes a whole number, not 'many'; for example limit=10",
    "query cited_by -p document=05-CT/TU": "no document has the id or symbol '05-CT/TU' (did you mean '05-CT/TW'",
    "query cited_by -p document=10-CT/TW": "documents; give the id of one of them:\n  tw/ix/ct-10  2002-03-28  Trung ương",
    "query most_cited --cypher 'RETURN 1'": "give one of the two",
    "query --cypher 'CREATE (:Document)'": "the query begins with CREATE; one that reads begins with MATCH",
    "query --cypher 'MATCH (d) SET d.title = 1 RETURN d'": "the query writes (SET); queries may only read",
    "query --cypher 'MATCH (d RETURN d'": "the store does not understand the query",
    "query most_cited --format xml": "'xml' is not one of 'table', 'csv', 'json'",
    "query most_cited --store postgres://localhost": "neither embedded:DIRECTORY nor a Bolt URL such as bolt://localhost:7687",
    "store start --store bolt://localhost:7687": "is a server of its own: start and stop it where it runs",
    "loda": "No such command 'loda'. Did you mean 'load'?",
}


@pytest.mark.parametrize("command", USAGE)
def test_usage_is_explained_with_status_2(command: str, sample: None, tmp_path: Path) -> None:
    ran = run(*shlex.split(command), folder=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert USAGE[command] in re.sub(r" *│\n│ *", " ", ran.err)


def test_a_store_that_is_not_there_is_no_traceback(tmp_path: Path, folder: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"bolt://127.0.0.1:{free.getsockname()[1]}"
    started = time.monotonic()
    for command in (["load", folder], ["query", "most_cited"], ["demo", "--no-dashboard"]):
        ran = run(*command, "--store", address)
        assert ran.status == 3
        assert f"the store {address} cannot be reached: is it running, and is the address right?" in ran.err
    assert time.monotonic() - started < 10
    ran = run("query", "most_cited", "--store", f"embedded:{tmp_path / 'none'}")
    assert ran.status == 3
    assert f"no store is kept in {tmp_path / 'none'}: load documents first" in ran.err
    assert not (tmp_path / "none").exists()


def test_a_wrong_password_is_told(embedded_store: Settings) -> None:
    server = embedded.find(embedded_store.directory) if embedded_store.directory else None
    assert server
    ran = run("query", "most_cited", "--store", server.url, environment={"NEO4J_USERNAME": "root", "NEO4J_PASSWORD": "wrong"})
    assert ran.status == 3
    assert "refuses the user name or password: set NEO4J_USERNAME and NEO4J_PASSWORD" in ran.err


def test_a_store_made_by_a_newer_version_is_left_alone(store: str, embedded_store: Settings, folder: Path) -> None:
    with open_store(embedded_store) as writer:
        writer.write(lambda transaction: transaction.run(write_query("put_version"), version=schema.VERSION + 1))
    try:
        for command in (["load", folder], ["query", "most_cited"]):
            ran = run(*command)
            assert ran.status == 3
            assert f"has schema version {schema.VERSION + 1}, and this danchieu knows up to {schema.VERSION}: upgrade danchieu" in ran.err
    finally:
        raw = embedded_store.directory
        assert raw
        restore(raw)


def restore(directory: Path) -> None:
    """Set the version of a store back, as no danchieu of this version can."""
    import neo4j

    server = embedded.find(directory)
    assert server
    with neo4j.GraphDatabase.driver(server.url, auth=(embedded.WRITER, server.writer_password)) as driver:
        driver.execute_query(write_query("put_version"), version=schema.VERSION)


def test_a_port_that_is_taken_is_told(home: Path, sample_store: Settings) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ran = run("store", "start", "--port", port, folder=home)
        assert ran.status == 3
        assert f"port {port} is in use by another program; leave the port out to take a free one" in ran.err
        ran = run("dashboard", "--port", port, "--store", sample_store.store)
        assert ran.status == 2
        assert f"port {port} of 127.0.0.1 cannot be used" in ran.err


# store ----------------------------------------------------------------------------------------------------------------------------------


def test_the_store_is_started_found_and_stopped(home: Path) -> None:
    assert "Not running" in run(*example("store status"), folder=home).out
    first, again = run(*example("store start"), folder=home), run("store", "start", folder=home)
    assert first.status == 0 and first.out == again.out
    url = re.search(r"bolt://127\.0\.0\.1:\d+", first.out)
    assert url
    assert run("store", "status", folder=home).out == f"Running on {url[0]} for {home / '.danchieu'}.\n"
    other = run("store", "start", "--port", 1, folder=home)
    assert other.status == 2 and "listens on port" in other.err
    assert run(*example("store stop"), folder=home).out == "The embedded store has stopped.\n"
    assert run("store", "stop", folder=home).out == "The embedded store was not running.\n"


def test_a_stale_state_file_is_seen_through(home: Path, folder: Path) -> None:
    state = home / ".danchieu/server.json"
    state.parent.mkdir(exist_ok=True)
    stale = {"pid": os.getpid(), "port": 1, "http_port": 2, "writer_password": "gone", "reader_password": "gone"}
    state.write_text(json.dumps(stale), encoding="utf-8")  # as after a power cut, when another program has got the number of the process
    assert "Not running" in run("store", "status", folder=home).out
    assert "was not running" in run("store", "stop", folder=home).out
    state.write_text(json.dumps(stale), encoding="utf-8")
    ran = run("load", folder, folder=home)
    assert ran.status == 0, ran.err
    assert json.loads(state.read_text(encoding="utf-8"))["pid"] != os.getpid()
