"""Test the command line with stores: loading, unusable stores, and starting and stopping the embedded server."""

from __future__ import annotations

import json
import os
import re
import shlex
import socket
import time
from pathlib import Path

from records import graph_of
from shell import example, run

from danchieu.graph.checks.findings import integrity
from danchieu.graph.loading.ruleset import rules
from danchieu.graph.settings import Settings, read_settings
from danchieu.graph.store import embedded, schema
from danchieu.graph.store.bolt import open_store
from danchieu.graph.store.query_files import query_text


def load(*arguments: object) -> dict[str, object]:
    """Load without failures and return the report."""
    ran = run("load", *arguments, "--json")
    assert ran.status == 0, ran.err
    report: dict[str, object] = json.loads(ran.out)
    with open_store(read_settings(), mode="read") as reader:
        assert integrity(reader) == []
    return report


def counts(report: dict[str, object]) -> tuple[object, ...]:
    return tuple(report[name] for name in ("documents", "skipped", "pruned"))


def test_demo_reports_counts_and_suggests_commands(store: str) -> None:
    first, again = run(*example("demo")), run(*example("demo"), "--store", store, environment={"DANCHIEU_STORE": "embedded:nowhere"})
    assert (first.status, again.status) == (0, 0)
    assert re.search(r"^documents +70 +70$", first.out, flags=re.MULTILINE)
    assert re.search(r"^documents +0 +70$", again.out, flags=re.MULTILINE)
    assert re.search(r"^skipped +70$", again.out, flags=re.MULTILINE)
    tries = re.findall(r"^  danchieu (.*?)  ", again.out, flags=re.MULTILINE)
    assert [line.split()[0] for line in tries] == ["query", "query", "check", "dashboard"]
    for line in tries[:2]:
        assert "14-KH/TU" in run(*shlex.split(line)).out


def test_load_rereads_only_changed_files(folder: Path, store: str, embedded_store: Settings) -> None:
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


def test_files_read_with_other_rules_are_reread(folder: Path, store: str, embedded_store: Settings) -> None:
    """Reread each file once, and only files of this load; the other stored files are relinked with the current rules."""
    load(folder)
    with open_store(embedded_store) as writer:
        assert writer.read("MATCH (f:File) RETURN DISTINCT f.rules AS rules") == [{"rules": rules()}]
        before = graph_of(writer)
        writer.write(
            lambda transaction: transaction.run(
                "MATCH (f:File), (t:Content {path: f.path}) SET f.rules = 'older', t.reading = replace(t.reading, '13-KH/TU', '31-KH/TU')"
            )
        )
    ran = run("load", folder / "kh-11.txt", folder / "kh-12.txt")
    assert re.search(r"^reread +2$", ran.out, flags=re.MULTILINE)
    assert "2 files were read again because the extraction rules changed." in ran.out
    report = load(folder)
    assert (*counts(report), report["reread"]) == (1, 2, 0, 1)
    assert (*counts(report := load(folder)), report["reread"]) == (0, 3, 0, 0)
    assert "read again" not in run("load", folder).out
    with open_store(embedded_store, mode="read") as reader:
        assert graph_of(reader) == before


def test_deleted_file_stays_until_prune(folder: Path, store: str) -> None:
    load(folder)
    (folder / "kh-13.txt").unlink()
    assert counts(load(folder)) == (0, 2, 0)
    assert f"gone 1 file is no longer there, {folder}/kh-13.txt; --prune removes what was loaded from it" in run("load", folder).err
    assert "13-KH/TU" in run("query", "documents", "--format", "csv").out
    assert counts(load(folder, "--prune")) == (0, 2, 1)
    assert "13-KH/TU" not in run("query", "documents", "--format", "csv").out


BAD_FILES = {
    "pdf.txt": (b"%PDF-1.7\n\0\1", "is no PDF that can be opened"),
    "nul.txt": (b"Chi thi\0\1\0\2\3", "is not text (it contains NUL bytes)"),
    "cut.txt": ("Chỉ thị số 05-CT/TW".encode("utf-16-le")[1:], "is not text"),
    "latin.txt": (
        b"Le d\xe9cret",
        "is not UTF-8 text, and not Vietnamese in TCVN3 (ABC), VNI, VISCII, windows-1258; save it as UTF-8 text",
    ),
    "empty.txt": (b"", "the file is empty; leave it out"),
    "blank.md": (b"\n \n", "the file is empty; leave it out"),
}


def test_unreadable_files_are_reported_and_the_rest_is_loaded(folder: Path, store: str) -> None:
    for name, (data, _) in BAD_FILES.items():
        (folder / name).write_bytes(data)
    (folder / "dangling.txt").symlink_to(folder / "nowhere.txt")
    os.mkfifo(folder / "pipe.txt")
    with (folder / "line.txt").open("wb") as line:  # a sparse file: 200 MB without a line end that take no disk space
        line.truncate(200_000_000)
    reasons = {name: reason for name, (_, reason) in BAD_FILES.items()} | {
        "dangling.txt": "cannot be read (No such file or directory); check its permissions",
        "pipe.txt": "is not a regular file; leave it out",
        "line.txt": "200 MB, more than the 67 MB of one document; split it into its documents",
    }
    ran = run("load", folder)
    assert ran.status == 1
    assert re.search(r"^documents +3 +3$", ran.out, flags=re.MULTILINE)
    assert re.search(rf"^failed +{len(reasons)}$", ran.out, flags=re.MULTILINE)
    for name, reason in reasons.items():
        assert f"failed {folder / name}: {reason}" in ran.err


def test_file_without_read_permission_fails(folder: Path, store: str) -> None:
    if os.geteuid() == 0:  # root may read everything, so a link to an invalid file name is used instead
        (folder / "kh-11.txt").unlink()
        (folder / "kh-11.txt").symlink_to("x" * 300)
    else:
        (folder / "kh-11.txt").chmod(0)
    ran = run("load", folder)
    assert ran.status == 1
    assert f"failed {folder / 'kh-11.txt'}: cannot be read (" in ran.err


def test_unreachable_store_gives_one_message_and_status_3(tmp_path: Path, folder: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"bolt://127.0.0.1:{free.getsockname()[1]}"
    started = time.monotonic()
    for command in (["load", folder], ["query", "most_cited"], ["demo", "--no-dashboard"]):
        ran = run(*command, "--store", address)
        assert ran.status == 3
        assert f"the store {address} cannot be reached: is it running, and is the address right?" in ran.err
    assert time.monotonic() - started < 30  # takes a fraction of a second; with the retries of the connections it would take more than 30
    ran = run("query", "most_cited", "--store", f"embedded:{tmp_path / 'none'}")
    assert ran.status == 3
    assert f"no store in {tmp_path / 'none'}: load documents first" in ran.err
    assert not (tmp_path / "none").exists()


def test_wrong_password_is_reported(embedded_store: Settings) -> None:
    server = embedded.find(embedded_store.directory) if embedded_store.directory else None
    assert server
    ran = run("query", "most_cited", "--store", server.url, environment={"NEO4J_USERNAME": "root", "NEO4J_PASSWORD": "wrong"})
    assert ran.status == 3
    assert "refuses the user name or password: set NEO4J_USERNAME and NEO4J_PASSWORD" in ran.err


def test_store_of_a_newer_version_is_refused(store: str, embedded_store: Settings, folder: Path) -> None:
    with open_store(embedded_store) as writer:
        writer.write(lambda transaction: transaction.run(query_text("load", "put_version"), version=schema.VERSION + 1))
    try:
        for command in (["load", folder], ["query", "most_cited"]):
            ran = run(*command)
            assert ran.status == 3
            assert f"has schema version {schema.VERSION + 1}, and this danchieu knows up to {schema.VERSION}: upgrade danchieu" in ran.err
    finally:
        raw = embedded_store.directory
        assert raw
        restore_version(raw)


def restore_version(directory: Path) -> None:
    """Reset the version of a store over Bolt, since danchieu refuses to open it."""
    import neo4j

    server = embedded.find(directory)
    assert server
    with neo4j.GraphDatabase.driver(server.url, auth=(embedded.WRITER, server.writer_password)) as driver:
        driver.execute_query(query_text("load", "put_version"), version=schema.VERSION)


def test_port_in_use_is_reported(home: Path, sample_store: Settings) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ran = run("store", "start", "--port", port, folder=home)
        assert ran.status == 3
        assert f"port {port} is in use by another program; omit the port to take a free one" in ran.err
        ran = run("dashboard", "--port", port, "--store", sample_store.store)
        assert ran.status == 2
        assert f"port {port} of 127.0.0.1 cannot be used" in ran.err


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


def test_stale_state_file_is_ignored(home: Path, folder: Path) -> None:
    state = home / ".danchieu/server.json"
    state.parent.mkdir(exist_ok=True)
    stale = {"pid": os.getpid(), "port": 1, "http_port": 2, "writer_password": "gone", "reader_password": "gone"}
    state.write_text(json.dumps(stale), encoding="utf-8")  # as after a power cut, when another program has the same process id
    assert "Not running" in run("store", "status", folder=home).out
    assert "was not running" in run("store", "stop", folder=home).out
    state.write_text(json.dumps(stale), encoding="utf-8")
    ran = run("load", folder, folder=home)
    assert ran.status == 0, ran.err
    assert json.loads(state.read_text(encoding="utf-8"))["pid"] != os.getpid()
