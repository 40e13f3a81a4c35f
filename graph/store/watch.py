"""Ends an embedded server that nobody uses, or whose directory was deleted or moved. A script: python watch.py DIRECTORY PID IDLE_SECONDS

It runs beside the server, with the store's directory as its working directory, and ends with the server.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time

import psutil
from filelock import FileLock

__all__: list[str] = []

_EVERY_SECONDS, _STOP_SECONDS = 2.0, 30.0
_STATE, _LOCK = "server.json", "lock"  # each command that opens the store touches the state file, with the lock held


def _watch(directory: str, server: psutil.Process, idle_seconds: float) -> None:
    """Watch the server until it ends; an idle time of 0 means that it may stay."""
    used = time.time()
    while server.is_running() and server.status() != psutil.STATUS_ZOMBIE:
        if not _is_here(directory):
            server.kill()  # what it writes at its end would go to the place where the directory was
            return
        if _has_clients(server):
            used = time.time()
        if idle_seconds and _last_use(used) < time.time() - idle_seconds:
            with FileLock(_LOCK):
                if _last_use(used) < time.time() - idle_seconds and not _has_clients(server):
                    return _stop(server)
        time.sleep(min(_EVERY_SECONDS, idle_seconds / 4 or _EVERY_SECONDS))


def _is_here(directory: str) -> bool:
    """Return whether the working directory is still where it was."""
    try:
        return os.path.samefile(directory, ".") and os.path.exists("config")
    except OSError:
        return False


def _has_clients(server: psutil.Process) -> bool:
    """Return whether anything is connected to the server, or that cannot be known."""
    try:
        return any(connection.status == psutil.CONN_ESTABLISHED for connection in server.net_connections("tcp"))
    except psutil.AccessDenied:
        return True


def _last_use(seen: float) -> float:
    with contextlib.suppress(OSError):
        return max(seen, os.stat(_STATE).st_mtime)
    return seen


def _stop(server: psutil.Process) -> None:
    """Stop the server after it wrote all data."""
    server.terminate()
    try:
        server.wait(_STOP_SECONDS)
    except psutil.TimeoutExpired:
        server.kill()
    with contextlib.suppress(OSError):
        os.unlink(_STATE)


if __name__ == "__main__":
    with contextlib.suppress(psutil.NoSuchProcess):
        _watch(sys.argv[1], psutil.Process(int(sys.argv[2])), float(sys.argv[3]))
