"""Test that the embedded server is started once, found again and stopped, and that stale files and conflicts are handled."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from danchieu.graph.errors import PortTaken, StoreNotStarted, StoreUnreachable
from danchieu.graph.settings import Settings
from danchieu.graph.store import embedded
from danchieu.graph.store.bolt import open_store

PROJECT = Path(__file__).parents[1]
START = "import sys; from pathlib import Path; from danchieu.graph.store import embedded; print(embedded.start(Path(sys.argv[1])).pid)"

LOSE_THE_SERVER = """
import os, signal, sys
from pathlib import Path
from danchieu.graph.errors import StoreUnreachable
from danchieu.graph.settings import Settings
from danchieu.graph.store import embedded
from danchieu.graph.store.bolt import open_store
with open_store(Settings(f"embedded:{sys.argv[1]}"), mode="read") as reader:
    os.kill(embedded.find(Path(sys.argv[1])).pid, signal.SIGKILL)
    try:
        reader.read("RETURN 1")
    except StoreUnreachable:
        print("unreachable")
"""


@pytest.fixture
def directory(tmp_path: Path) -> Iterator[Path]:
    """Yield a directory for a store, with Vietnamese letters and spaces in its name."""
    place = tmp_path / "Kho văn bản"
    yield place
    embedded.stop(place)


@pytest.fixture
def unreaped_pid() -> Iterator[int]:
    """Yield the pid of a child that ended, while this process has not asked for its exit status."""
    pid = os.posix_spawn(sys.executable, [sys.executable, "-c", ""], {})
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    yield pid
    os.waitpid(pid, 0)


def write_stale_state_file(directory: Path, **changes: object) -> None:
    """Write a state file as left by a server that no longer runs."""
    directory.mkdir()
    state = {"directory": str(directory), "pid": 1, "port": 1, "http_port": 1, "writer_password": "w", "reader_password": "r"} | changes
    (directory / "server.json").write_text(json.dumps(state), encoding="utf-8")


def create(directory: Path, name: str) -> None:
    """Create a document in the store of this directory."""
    with open_store(Settings(f"embedded:{directory}")) as writer:
        writer.write(lambda transaction: transaction.run("CREATE (:Document {id: $id})", id=name))


def ids(directory: Path) -> set[str]:
    """Return the ids of the documents in the store of this directory."""
    with open_store(Settings(f"embedded:{directory}"), mode="read") as reader:
        return {row["id"] for row in reader.read("MATCH (d:Document) RETURN d.id AS id")}


def wait_until_gone(pid: int, *, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while psutil.pid_exists(pid):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def dead_pid() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_server_is_started_found_and_stopped(directory: Path) -> None:
    assert embedded.find(directory) is None
    assert embedded.stop(directory) is False
    server = embedded.start(directory)
    assert embedded.find(directory) == server
    assert embedded.start(directory) == server
    with open_store(Settings(f"embedded:{directory}")) as writer:
        writer.write(lambda transaction: transaction.run("CREATE (:Document {id: 'kept'})"))
    assert embedded.stop(directory) is True
    assert embedded.find(directory) is None
    with open_store(Settings(f"embedded:{directory}"), mode="read") as reader:
        assert reader.read("MATCH (d:Document) RETURN d.id AS id") == [{"id": "kept"}]
    again = embedded.find(directory)
    assert again is not None and again.pid != server.pid and again.writer_password != server.writer_password


def test_passwords_are_readable_by_the_owner_only(directory: Path) -> None:
    server = embedded.start(directory)
    secrets = (server.writer_password, server.reader_password)
    for name in ("server.json", "server.args"):
        assert stat.S_IMODE((directory / name).stat().st_mode) == 0o600
    command = subprocess.run(["ps", "-ww", "-o", "command=", "-p", str(server.pid)], capture_output=True, text=True, check=True).stdout
    assert "server.args" in command
    assert not [secret for secret in secrets if secret in command or secret in repr(server)]
    log = (directory / "log/server.log").read_text(encoding="utf-8")
    assert not [secret for secret in secrets if secret in log]


def test_server_listens_on_loopback_only(directory: Path) -> None:
    server = embedded.start(directory)
    listening = {}
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            address, port = line.split()[1].split(":")
            if line.split()[3] == "0A":
                listening[int(port, 16)] = address
    assert {listening[server.port], listening[server.http_port]} <= {"0100007F", "0000000000000000FFFF00000100007F"}


def test_concurrent_starts_share_one_server(directory: Path) -> None:
    starts = [subprocess.Popen([sys.executable, "-c", START, str(directory)], stdout=subprocess.PIPE, text=True) for _ in range(3)]
    answers = [process.communicate(timeout=120)[0].strip() for process in starts]
    server = embedded.find(directory)
    assert server is not None
    assert answers == [str(server.pid)] * 3


@pytest.mark.parametrize("whose", ["dead", "unreaped", "another", "nonsense"])
def test_stale_state_file_is_ignored(directory: Path, unreaped_pid: int, whose: str) -> None:
    """The process has ended, its pid belongs to another program, or the file is damaged."""
    pids = {"dead": dead_pid(), "unreaped": unreaped_pid, "another": os.getpid(), "nonsense": "x"}
    write_stale_state_file(directory, pid=pids[whose])
    if whose == "nonsense":
        (directory / "server.json").write_text("{", encoding="utf-8")
    assert embedded.find(directory) is None
    assert embedded.stop(directory) is False  # and the other program is not killed
    server = embedded.start(directory)
    assert embedded.find(directory) == server


def test_killed_server_is_restarted_with_its_data(directory: Path) -> None:
    settings = Settings(f"embedded:{directory}")
    with open_store(settings) as writer:
        writer.write(lambda transaction: transaction.run("CREATE (:Document {id: 'kept'})"))
    server = embedded.find(directory)
    assert server is not None
    os.kill(server.pid, signal.SIGKILL)
    with open_store(settings, mode="read") as reader:
        assert reader.read("MATCH (d:Document) RETURN d.id AS id") == [{"id": "kept"}]


def test_given_port_is_used_or_reported_as_in_use(directory: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=f"port {port} is in use by another program; omit the port"):
            embedded.start(directory, port=port)
    assert embedded.start(directory, port=port).url == f"bolt://127.0.0.1:{port}"


def test_running_server_without_state_file_is_named_and_can_be_stopped(directory: Path) -> None:
    server = embedded.start(directory)
    (directory / "server.json").unlink()
    with pytest.raises(StoreNotStarted, match=rf"process {server.pid} holds the embedded store in .*: danchieu store stop"):
        embedded.start(directory)
    assert embedded.stop(directory) is True
    assert embedded.start(directory).pid != server.pid


def test_a_server_is_found_under_each_spelling_of_its_directory(directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = embedded.start(directory)
    (tmp_path / "link").symlink_to(directory)
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path)
    for spelling in (Path("link"), Path("other/..") / directory.name, tmp_path / "link/../link"):
        assert embedded.start(spelling) == embedded.find(spelling) == server
    assert embedded.stop(Path("link")) is True
    assert embedded.find(directory) is None


def test_a_moved_store_is_served_where_it_is(directory: Path, tmp_path: Path) -> None:
    """The engine writes its schema below the path that it was started with: it is restarted."""
    create(directory, "a")
    server = embedded.start(directory)
    moved = directory.rename(tmp_path / "moved")
    create(directory, "of another store in the old place")
    try:
        create(moved, "b")
        assert ids(moved) == {"a", "b"}
        assert not psutil.pid_exists(server.pid)
        assert embedded.stop(moved) is True
        assert ids(directory) == {"of another store in the old place"}
    finally:
        embedded.stop(moved)


def test_a_copy_of_a_store_has_a_server_of_its_own(directory: Path, tmp_path: Path) -> None:
    create(directory, "a")
    server = embedded.find(directory)
    copy = Path(shutil.copytree(directory, tmp_path / "copy"))
    try:
        assert embedded.find(copy) is None
        create(copy, "b")
        assert embedded.find(directory) == server
        assert (ids(directory), ids(copy)) == ({"a"}, {"a", "b"})
    finally:
        embedded.stop(copy)


def test_an_unused_server_ends(directory: Path) -> None:
    server = embedded.start(directory, idle_minutes=4 / 60)
    with open_store(Settings(f"embedded:{directory}"), mode="read") as reader:
        time.sleep(8)
        assert reader.read("RETURN 1 AS one") == [{"one": 1}]  # not while somebody is connected
    for _ in range(3):
        time.sleep(2)
        assert embedded.start(directory) == server  # nor while somebody asks for it
    wait_until_gone(server.pid, seconds=30)
    assert embedded.find(directory) is None
    create(directory, "a")


def test_retries_of_the_driver_are_no_output(directory: Path) -> None:
    ran = subprocess.run([sys.executable, "-c", LOSE_THE_SERVER, str(directory)], capture_output=True, text=True, cwd=PROJECT, timeout=120)
    assert (ran.stdout, ran.stderr, ran.returncode) == ("unreachable\n", "", 0)


def test_the_server_of_a_deleted_directory_ends(directory: Path) -> None:
    server = embedded.start(directory)
    shutil.rmtree(directory)
    wait_until_gone(server.pid, seconds=15)
    create(directory, "a")  # a new store in its place
    assert ids(directory) == {"a"}


@pytest.mark.parametrize("place", ["a-file", "a-file/below", "/proc/store"])
def test_unusable_store_directory_is_reported(tmp_path: Path, place: str) -> None:
    (tmp_path / "a-file").touch()
    with pytest.raises(StoreUnreachable, match=f"the embedded store cannot be kept in .*{place}: .*--store"):
        open_store(Settings(f"embedded:{tmp_path / place}"))


def test_missing_arcadedb_raises_with_an_alternative_store(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [entry for entry in sys.path if "site-packages" not in entry])
    sys.path_importer_cache.clear()
    with pytest.raises(StoreNotStarted, match=r"pip install arcadedb-embedded.*--store bolt://"):
        embedded.start(directory)


def test_demo_without_arcadedb_suggests_neo4j(tmp_path: Path) -> None:
    """Run with all packages but this one, as on a system without a wheel of it."""
    packages = tmp_path / "packages"
    packages.mkdir()
    for folder in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        for package in Path(folder).iterdir():
            if not package.name.startswith("arcadedb") and not (packages / package.name).exists():
                (packages / package.name).symlink_to(package)
    program = f"import sys; sys.path += [{str(PROJECT)!r}, {str(packages)!r}]; from danchieu import main; main()"
    command = [sys.executable, "-I", "-S", "-c", program, "demo", "--no-dashboard", "--store", f"embedded:{tmp_path / 'store'}"]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60)
    assert (ran.returncode, ran.stdout) == (3, "")
    assert "the embedded store is not installed: pip install arcadedb-embedded" in ran.stderr
    assert "use a Neo4j (docker compose up neo4j starts one): --store bolt://localhost:7687, with NEO4J_PASSWORD set" in ran.stderr
    assert "Traceback" not in ran.stderr
