"""Starts, recognises and ends the processes of an embedded store. A server is known by its working directory, the store's.

A directory stays the same however it is spelt, through a link and after it was moved, and a pid may belong to another program by now.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import psutil

from danchieu.graph.store import detach

__all__ = ["end_process", "find_process", "serves", "start_process"]

_ARGUMENTS = "server.args"  # on the command line of a server
_STOP_SECONDS = 30.0


def start_process(command: list[str], directory: Path, log: Path) -> int:
    """Start a program in the directory that outlives this one, with its output appended to the log, and return its pid."""
    starter = [sys.executable, "-I", "-S", detach.__file__, str(log), *command]
    environment = os.environ | {"LC_ALL": "C.UTF-8"}  # Java cannot open a directory whose name it cannot encode
    return int(subprocess.run(starter, cwd=directory, env=environment, stdout=subprocess.PIPE, check=True).stdout)


def serves(pid: int, directory: Path) -> bool:
    """Return whether the process runs and is a server of this directory."""
    try:
        process = psutil.Process(pid)
        command = process.cmdline() or [_ARGUMENTS]  # it has none for a moment while it becomes Java
        named = any(argument.endswith(_ARGUMENTS) for argument in command)
        return named and process.status() != psutil.STATUS_ZOMBIE and os.path.samefile(_folder(process), directory)
    except (psutil.Error, OSError, ValueError):
        return False


def find_process(directory: Path) -> int | None:
    """Return the pid of a server of this directory, whoever started it; None if there is none."""
    return next((pid for pid in psutil.pids() if serves(pid, directory)), None)


def end_process(pid: int, *, at_once: bool = False) -> None:
    """End the process: after it wrote all data, or at once, when committed data is in its log and recovered at the next start."""
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        process.kill() if at_once else process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait(_STOP_SECONDS)


def _folder(process: psutil.Process) -> str:
    """Return the working directory; on Linux a link that knows a deleted directory from a new one of the same name."""
    link = f"/proc/{process.pid}/cwd"
    return link if sys.platform == "linux" else process.cwd()
