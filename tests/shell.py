"""Run the command line in this process: call `danchieu.main` with arguments and keep its output and exit status."""

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
class CommandResult:
    """The exit status and the output of a command."""

    status: int
    out: str
    err: str


def run(*arguments: object, stdin: str = "", folder: Path | None = None, environment: Mapping[str, str] | None = None) -> CommandResult:
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
    return CommandResult(status, out.getvalue(), err.getvalue())


def example(command: str) -> list[str]:
    """Return the arguments of the example in the help of a command."""
    shown = re.search(r"Example: danchieu (.*?)  ", run(*command.split(), "--help").out)
    assert shown, command
    return shlex.split(shown[1])
