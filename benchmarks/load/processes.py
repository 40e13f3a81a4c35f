"""Memory and processor time of processes, read from /proc while they run (Linux)."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

__all__ = ["Peaks", "processor_seconds"]

_SECONDS = 0.1  # between two looks


def processor_seconds(pid: int) -> float:
    """Return the processor time that a process has used: unlike time on the clock it does not grow with what else the machine does."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Peaks:
    """Watches a command and a server. Afterwards: the peaks of the command, of all its children together, of the server, in MB.

    What is counted is resident memory; pages that several processes share count for each of them.
    """

    def __init__(self, child: subprocess.Popen[str], server: int | None) -> None:
        self._child, self._server = child, server
        self._own, self._children, self._of_server = 0, 0, 0
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def figures(self) -> dict[str, float]:
        """Return the peaks, once the command has ended."""
        self._thread.join()
        peaks = {"MB": self._own, "children MB": self._children, "server MB": self._of_server}
        return {name: round(bytes_ / 1e6) for name, bytes_ in peaks.items()}

    def _watch(self) -> None:
        while self._child.poll() is None:
            self._own = max(self._own, _memory(self._child.pid, "VmHWM"))
            self._children = max(self._children, sum(_memory(pid, "VmRSS") for pid in _descendants(self._child.pid)))
            self._of_server = max(self._of_server, _memory(self._server, "VmRSS") if self._server else 0)
            threading.Event().wait(_SECONDS)


def _descendants(pid: int) -> Iterator[int]:
    """Yield all processes below one; a server that it started is none of them, since it has a session of its own."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in map(int, children):
        yield child
        yield from _descendants(child)


def _memory(pid: int, field: str) -> int:
    """Return a field of a process's status in bytes, 0 once it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{field}:"))
