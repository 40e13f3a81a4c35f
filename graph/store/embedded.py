"""Runs the embedded store: an ArcadeDB server in a process of its own, found again through a state file.

    DIR/server.json    pid, ports and passwords of the running server, and the directory as it was then; mode 600
    DIR/lock           held while a server is started or stopped, so that two processes make one server
    DIR/server.args    the server's command line; mode 600, and not on the command line, where others could read it
    DIR/config, databases, log

The server keeps running after the process that starts it, until `stop`, or until nobody has used it for a while: see watch. Each start
makes new passwords: the state file holds all that is needed to connect, and losing it loses no data.
"""

from __future__ import annotations

import base64
import contextlib
import importlib.util
import json
import os
import secrets
import shutil
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from filelock import FileLock

from danchieu.graph.errors import PortTaken, StoreNotStarted, StoreUnreachable
from danchieu.graph.settings import IDLE_MINUTES
from danchieu.graph.store import watch
from danchieu.graph.store.processes import end_process, find_process, serves, start_process

__all__ = ["DATABASE", "MAX_MESSAGE_BYTES", "READER", "WRITER", "Server", "find", "start", "stop"]

DATABASE, WRITER, READER = "danchieu", "root", "reader"
_HOST, _LOG = "127.0.0.1", "log/server.log"
_START_SECONDS = 120.0
MAX_MESSAGE_BYTES = 96 << 20
"""What a server takes in one message. It needs several times as much memory for it."""
_GROUPS = {
    "version": 2,
    "databases": {
        "*": {
            "groups": {
                "admin": {
                    "resultSetLimit": -1,
                    "readTimeout": -1,
                    "access": ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
                    "types": {"*": {"access": ["createRecord", "readRecord", "updateRecord", "deleteRecord"]}},
                },
                "reader": {"resultSetLimit": -1, "readTimeout": -1, "access": [], "types": {"*": {"access": ["readRecord"]}}},
            }
        }
    },
}


@dataclass(frozen=True, slots=True)
class Server:
    """A server: the directory that it was started in, its ports and passwords."""

    directory: str
    pid: int
    port: int
    http_port: int
    writer_password: str = field(repr=False)
    reader_password: str = field(repr=False)

    @property
    def url(self) -> str:
        """The address for Bolt."""
        return f"bolt://{_HOST}:{self.port}"


def find(directory: Path) -> Server | None:
    """Return the server that runs for this directory; None if there is none, or the state file is stale or damaged."""
    try:
        server = Server(**json.loads((directory / "server.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return server if serves(server.pid, directory) else None


def start(
    directory: Path, *, port: int | None = None, heap: str = "1g", query_timeout: float = 60.0, idle_minutes: float = IDLE_MINUTES
) -> Server:
    """Return the running server, starting it if necessary, once it answers. `port` None takes a free one; `query_timeout` in seconds.

    A server that is started here ends when nothing has been connected to it for `idle_minutes`; 0 lets it stay. Raises PortTaken for a
    given port that is in use, StoreNotStarted when the server ends or does not answer.
    """
    directory = directory.absolute()
    with _locked(directory):
        server = _running(directory)
        if server and _answers(server):
            (directory / "server.json").touch()  # the watching process counts from here
            return server
        ports = _free_ports(port)
        with _usable(directory):
            server = _launch(directory, *ports, heap=heap, query_timeout=query_timeout)
        if not _answers(server):
            (directory / "server.json").unlink(missing_ok=True)
            raise StoreNotStarted(f"the embedded store ended while starting: {_failure(directory)} (see {directory / _LOG})")
        watcher = [sys.executable, "-I", watch.__file__, server.directory, str(server.pid), str(idle_minutes * 60)]
        start_process(watcher, directory, directory / _LOG)
        return server


def stop(directory: Path) -> bool:
    """Stop the server after it wrote all data; return False if none was running."""
    if not directory.is_dir():
        return False
    with _locked(directory):
        server = find(directory)
        pid = server.pid if server else find_process(directory)
        if pid is not None:
            end_process(pid, at_once=server is not None and _was_moved(server, directory))
        (directory / "server.json").unlink(missing_ok=True)
        return pid is not None


def _running(directory: Path) -> Server | None:
    """Return the server that runs for this directory, unless its directory was moved: it would write where the directory was."""
    server = find(directory)
    if server and _was_moved(server, directory):
        end_process(server.pid, at_once=True)
        return None
    if server is None and (pid := find_process(directory)):
        raise StoreNotStarted(
            f"process {pid} holds the embedded store in {directory}, and server.json does not say how to reach it; try: danchieu store stop"
        )
    return server


def _was_moved(server: Server, directory: Path) -> bool:
    try:
        return not os.path.samefile(server.directory, directory)
    except OSError:
        return True


def _launch(directory: Path, port: int, http_port: int, *, heap: str, query_timeout: float) -> Server:
    """Start the process, then write the state file: one without its process is recognised as stale."""
    java, jars = _distribution()
    root = os.path.realpath(directory)
    (directory / "config").mkdir(exist_ok=True)
    (directory / "config/server-groups.json").write_text(json.dumps(_GROUPS), encoding="utf-8")
    (directory / "config/server-users.jsonl").unlink(missing_ok=True)  # users are created again, with the passwords of this start
    (directory / "log").mkdir(exist_ok=True)
    passwords = secrets.token_hex(16), secrets.token_hex(16)
    properties = {
        "arcadedb.server.rootPath": root,
        "arcadedb.server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "arcadedb.server.rootPassword": passwords[0],
        "arcadedb.server.defaultDatabases": f"{DATABASE}[{WRITER},{READER}:{passwords[1]}:reader]",
        "arcadedb.bolt.host": _HOST,
        "arcadedb.bolt.port": port,
        "arcadedb.server.httpIncomingHost": _HOST,
        "arcadedb.server.httpIncomingPort": http_port,
        "arcadedb.bolt.maxMessageSize": 2 * MAX_MESSAGE_BYTES,  # more is cut off without an answer
        "arcadedb.bolt.packstream.maxValueLength": 2 * MAX_MESSAGE_BYTES,
        "arcadedb.command.timeout": round(query_timeout * 1000),
        "arcadedb.opencypher.loadCsv.allowFileUrls": "false",
        "arcadedb.opencypher.loadCsv.allowRemoteUrls": "false",
        "arcadedb.studio.enabled": "false",
        "arcadedb.support.autoRegister": "false",
        "arcadedb.backup.enabled": "false",
    }
    options = [
        f"-Xmx{heap}",
        "-XX:+UseSerialGC",
        "-XX:-UsePerfData",  # with it Java changes its working directory for a moment, by which the server is known
        "-Djava.awt.headless=true",
        "-cp",
        f"{jars}/*",
        *(f"-D{name}={value}" for name, value in properties.items()),
    ]
    arguments = "\n".join(json.dumps(option, ensure_ascii=False) for option in [*options, "com.arcadedb.server.ArcadeDBServer"])
    _write_private(directory / "server.args", arguments)
    server = Server(root, start_process([str(java), "@server.args"], directory, directory / _LOG), port, http_port, *passwords)
    _write_private(directory / "server.json", json.dumps(asdict(server)))
    return server


def _distribution() -> tuple[Path, Path]:
    """Return Java and the folder of jars of the installed package, without importing it: that would load a JVM into this process."""
    package = importlib.util.find_spec("arcadedb_embedded")
    if package is None or package.origin is None:
        raise StoreNotStarted(
            "the embedded store is not installed: pip install arcadedb-embedded. Where that has no wheel for this system, as for Intel "
            "Macs and musl, use a Neo4j (docker compose up neo4j starts one): --store bolt://localhost:7687, with NEO4J_PASSWORD set"
        )
    folder = Path(package.origin).parent
    java = folder / ("jre/bin/java.exe" if sys.platform == "win32" else "jre/bin/java")
    return (java if java.exists() else Path(shutil.which("java") or "java")), folder / "jars"


def _answers(server: Server) -> bool:
    """Wait until the database accepts the reader's password: that user is created last, and no other server has it.

    Return False when the process ends.
    """
    token = base64.b64encode(f"{READER}:{server.reader_password}".encode()).decode()
    address = f"http://{_HOST}:{server.http_port}/api/v1/exists/{DATABASE}"
    request = urllib.request.Request(address, headers={"Authorization": f"Basic {token}"})
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + _START_SECONDS
    while serves(server.pid, Path(server.directory)):
        with contextlib.suppress(OSError, ValueError), direct.open(request, timeout=5) as answer:
            if json.load(answer).get("result") is True:
                return True
        if time.monotonic() > deadline:
            raise StoreNotStarted(
                f"the embedded store (process {server.pid}) has not answered for {_START_SECONDS:.0f} s; "
                f"see {server.directory}/{_LOG}, then try: danchieu store stop"
            )
        time.sleep(0.1)
    return False


def _failure(directory: Path) -> str:
    """Return why a server ended, from its log."""
    lines = (directory / _LOG).read_text(encoding="utf-8", errors="replace").splitlines()
    reasons = (line for line in reversed(lines) if "Exception" in line and "Security error" not in line)
    return next(reasons, "no reason in the log").strip()


def _free_ports(port: int | None) -> tuple[int, int]:
    """Return two free ports, for Bolt and for HTTP; the first is `port` if given."""
    with socket.socket() as bolt, socket.socket() as http:
        try:
            bolt.bind((_HOST, port or 0))
        except OSError as error:
            raise PortTaken(f"port {port} is in use by another program; omit the port to take a free one, or give another") from error
        http.bind((_HOST, 0))
        return bolt.getsockname()[1], http.getsockname()[1]


def _write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, in one step."""
    partial = path.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    partial.replace(path)


@contextlib.contextmanager
def _locked(directory: Path) -> Iterator[None]:
    """Hold the directory's lock, waiting for another process that starts or stops the server; the lock ends with the process."""
    with _usable(directory):
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FileLock(directory / "lock")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def _usable(directory: Path) -> Iterator[None]:
    """Report a directory in which nothing can be written."""
    try:
        yield
    except OSError as error:
        raise StoreUnreachable(
            f"the embedded store cannot be kept in {directory}: {error.strerror}; choose another with --store"
        ) from error
