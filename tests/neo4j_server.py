"""Run a real Neo4j from Maven packages (see tests/neo4j/pom.xml) with the settings that compose mounts."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import neo4j

CONF = Path(__file__).parents[1] / "neo4j/neo4j.conf"
PASSWORD = "a-password-for-tests"
JAVA = shutil.which("java") or "java"
OPENS = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.io", "sun.nio.ch", "java.lang")]


class Neo4jServer:
    """One server with its own home; it listens on a free port of the loopback address, the same after a restart."""

    def __init__(self, jars: Path, home: Path, *, heap: str = "512m") -> None:
        self._classpath, self._home, self._heap = f"{jars}/*", home, heap
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        (home / "conf").mkdir(parents=True, exist_ok=True)
        own = f"\nserver.bolt.listen_address=127.0.0.1:{self.port}\ndb.tx_log.preallocate=false\n"  # a log of 256 MB
        (home / "conf/neo4j.conf").write_text(CONF.read_text(encoding="utf-8") + own, encoding="utf-8")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The process of the server."""
        if self._process is None:
            raise RuntimeError("the server was not started")
        return self._process.pid

    def start(self) -> None:
        """Start the server and wait until it accepts Bolt connections."""
        folders = [f"--home-dir={self._home}", f"--config-dir={self._home / 'conf'}"]
        command = [JAVA, "-Xms256m", f"-Xmx{self._heap}", *OPENS, "-cp", self._classpath, "org.neo4j.server.CommunityEntryPoint", *folders]
        log = self._home / "server.log"
        with log.open("ab") as out:
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True)
        deadline = time.monotonic() + 120
        while not self._accepts_bolt():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Neo4j did not start:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}")
            time.sleep(0.2)
        self._set_password()

    def kill(self) -> None:
        """Kill the server, as a power cut would."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        """Shut the server down cleanly."""
        self._signal(signal.SIGTERM)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(number)
            self._process.wait(timeout=120)

    def _set_password(self) -> None:
        """Set the password of a new server over Bolt, since the command for it starts another JVM and takes ten seconds."""
        for password in (PASSWORD, "neo4j"):
            try:
                with neo4j.GraphDatabase.driver(self.url, auth=("neo4j", password)) as driver:
                    driver.verify_connectivity()
                    if password != PASSWORD:
                        driver.execute_query("ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $to", to=PASSWORD, database_="system")
                return
            except neo4j.exceptions.AuthError:
                continue

    def _accepts_bolt(self) -> bool:
        """Return whether the server answers a Bolt handshake with a version."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=2) as connection:
                connection.settimeout(2)
                connection.sendall(b"\x60\x60\xb0\x17" + b"\x00\x04\x04\x05" + bytes(12))
                return len(connection.recv(4)) == 4
        except OSError:
            return False
