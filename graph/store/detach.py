"""Starts a program that outlives this one and the terminal, and prints its pid. A script: python detach.py LOG PROGRAM ARGUMENT..."""

from __future__ import annotations

import subprocess
import sys

__all__: list[str] = []


def _main(log: str, *command: str) -> None:
    """Start the program in the working directory, with its output appended to the log.

    This process exits at once, so that the program has no parent to answer to, and does not receive its Ctrl-C.
    """
    with open(log, "ab") as out:
        if sys.platform == "win32":
            flags = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, creationflags=flags)
        else:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True)
    print(process.pid)


if __name__ == "__main__":
    _main(*sys.argv[1:])
