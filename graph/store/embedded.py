"""Runs the embedded store: an ArcadeDB server in a process of its own, found again through a state file.

    DIR/server.json    pid, ports and passwords of the running server; mode 600
    DIR/lock           held while a server is started or stopped, so that two processes make one server
    DIR/server.args    the server's command line; mode 600, and not on the command line, where others could read it
    DIR/config, databases, log

The server keeps running after the process that starts it, until `stop`. Each start makes new passwords: the state file holds all that is
needed to connect, and losing it loses no data.
"""

from __future__ import annotations

import base64
import contextlib
import fcntl
import importlib.util
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from danchieu.graph.errors import PortTaken, StoreNotStarted, StoreUnreachable

__all__ = ["DATABASE", "READER", "WRITER", "Server", "find", "start", "stop"]

DATABASE, WRITER, READER = "danchieu", "root", "reader"
_HOST, _LOG = "127.0.0.1", "log/server.log"
_START_SECONDS, _STOP_SECONDS = 120.0, 30.0
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
    """A server that was started for `directory`: its ports and passwords."""

    directory: Path
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
        server = Server(directory, **json.loads((directory / "server.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return server if _runs(server.pid, directory) else None


def start(directory: Path, *, port: int | None = None, heap: str = "1g", query_timeout: float = 60.0) -> Server:
    """Return the running server, starting it if necessary, once it answers. `port` None takes a free one; `query_timeout` in seconds.

    Raises PortTaken for a given port that is in use, StoreNotStarted when the server ends or does not answer.
    """
    directory = directory.absolute()
    with _locked(directory):
        server = find(directory)
        if server and _answers(server):
            return server
        ports = _free_ports(port)
        server = _launch(directory, *ports, heap=heap, query_timeout=query_timeout)
        if not _answers(server):
            (directory / "server.json").unlink(missing_ok=True)
            raise StoreNotStarted(f"the embedded store ended while starting: {_failure(directory)} (see {directory / _LOG})")
        return server


def stop(directory: Path) -> bool:
    """Stop the server after it wrote all data; return False if none was running."""
    if not directory.is_dir():
        return False
    with _locked(directory):
        server = find(directory)
        (directory / "server.json").unlink(missing_ok=True)
        if server is None:
            return False
        deadline = time.monotonic() + _STOP_SECONDS
        with contextlib.suppress(ProcessLookupError):
            os.kill(server.pid, signal.SIGTERM)
            while _runs(server.pid, directory):
                if time.monotonic() > deadline:
                    os.kill(server.pid, signal.SIGKILL)  # committed data is in its log and recovered at the next start
                time.sleep(0.05)
        return True


def _launch(directory: Path, port: int, http_port: int, *, heap: str, query_timeout: float) -> Server:
    """Start the process, then write the state file: one without its process is recognised as stale."""
    java, jars = _distribution()
    (directory / "config").mkdir(exist_ok=True)
    (directory / "config/server-groups.json").write_text(json.dumps(_GROUPS), encoding="utf-8")
    (directory / "config/server-users.jsonl").unlink(missing_ok=True)  # users are created again, with the passwords of this start
    (directory / "log").mkdir(exist_ok=True)
    passwords = secrets.token_hex(16), secrets.token_hex(16)
    properties = {
        "arcadedb.server.rootPath": directory,
        "arcadedb.server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "arcadedb.server.rootPassword": passwords[0],
        "arcadedb.server.defaultDatabases": f"{DATABASE}[{WRITER},{READER}:{passwords[1]}:reader]",
        "arcadedb.bolt.host": _HOST,
        "arcadedb.bolt.port": port,
        "arcadedb.server.httpIncomingHost": _HOST,
        "arcadedb.server.httpIncomingPort": http_port,
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
        "-Djava.awt.headless=true",
        "-cp",
        f"{jars}/*",
        *(f"-D{name}={value}" for name, value in properties.items()),
    ]
    arguments = "\n".join(json.dumps(option, ensure_ascii=False) for option in [*options, "com.arcadedb.server.ArcadeDBServer"])
    _write_private(directory / "server.args", arguments)
    # Started through a shell that exits, so the server is reparented (no zombie) and does not receive Ctrl-C.
    # The locale is that of file names: Java cannot open a directory whose name it cannot encode.
    shell = ["/bin/sh", "-c", 'export LC_ALL=C.UTF-8; exec "$0" "$1" </dev/null >>"$2" 2>&1 & echo $!']
    command = [*shell, str(java), f"@{directory / 'server.args'}", str(directory / _LOG)]
    pid = subprocess.run(command, cwd=directory, stdout=subprocess.PIPE, check=True, start_new_session=True).stdout
    server = Server(directory, int(pid), port, http_port, *passwords)
    state = asdict(server)
    del state["directory"]  # it may be moved
    _write_private(directory / "server.json", json.dumps(state))
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
    java = folder / "jre/bin/java"
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
    while _runs(server.pid, server.directory):
        with contextlib.suppress(OSError, ValueError), direct.open(request, timeout=5) as answer:
            if json.load(answer).get("result") is True:
                return True
        if time.monotonic() > deadline:
            raise StoreNotStarted(
                f"the embedded store (process {server.pid}) has not answered for {_START_SECONDS:.0f} s; "
                f"see {server.directory / _LOG}, then try: danchieu store stop"
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


def _runs(pid: int, directory: Path) -> bool:
    """Return whether the process runs and is the server of this directory: its pid may belong to another program by now."""
    mark = str(directory.absolute() / "server.args")
    process = Path(f"/proc/{pid}")
    try:
        command = (process / "cmdline").read_text(encoding="utf-8", errors="replace")
        if not command:  # for a moment while it becomes Java; a dead child not yet reaped, or a thread of the kernel, has no program
            return (process / "exe").exists()
    except OSError:
        if Path("/proc/self").exists():
            return False
        command = subprocess.run(["ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return mark in command


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
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (directory / "lock").open("w")
    except OSError as error:
        raise StoreUnreachable(
            f"the embedded store cannot be kept in {directory}: {error.strerror}; choose another with --store"
        ) from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
