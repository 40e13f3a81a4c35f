"""The command line as a user calls it, in this process: `danchieu.main` with its arguments, what it prints and its exit status."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import danchieu


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    status: int
    out: str
    err: str


def run(*arguments: object, stdin: str = "", folder: Path | None = None, environment: Mapping[str, str] | None = None) -> Ran:
    """Call the command line with arguments, in a folder, with additions to the environment."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.ExitStack() as stack:
        stack.enter_context(mock.patch.object(sys, "argv", [danchieu.__file__, *map(str, arguments)]))
        stack.enter_context(mock.patch.object(sys, "stdin", io.StringIO(stdin)))
        stack.enter_context(mock.patch.dict(os.environ, {"COLUMNS": "80", **(environment or {})}))
        stack.enter_context(contextlib.chdir(folder or Path.cwd()))
        stack.enter_context(contextlib.redirect_stdout(out))
        stack.enter_context(contextlib.redirect_stderr(err))
        try:
            danchieu.main()
            status = 0
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    return Ran(status, out.getvalue(), err.getvalue())


def example(command: str) -> list[str]:
    """The arguments that the help of a command shows."""
    shown = re.search(r"Example: danchieu (.*?)  ", run(*command.split(), "--help").out)
    assert shown, command
    return shlex.split(shown[1])
