"""How a command ends: its exit status, and one line that says why.

0    done, also when the reader of a pipe has read enough
1    some files failed, each reported with its reason; the rest is done
2    usage
3    store unreachable
130  interrupted with Ctrl-C
143  terminated
"""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from danchieu.graph.errors import DanchieuError, StoreError
from danchieu.inert import inert
from danchieu.terminal import print_problem

if TYPE_CHECKING:
    from types import FrameType

__all__ = ["Commands", "run_commands"]

_INTERRUPTED = {
    "load": "what was loaded stays; load again to go on",
    "demo": "what was loaded stays; load again to go on",
    "extract": "a file named by --output stays as it was",
}


class Commands(TyperGroup):
    """The commands: expected errors of each are printed as one line and become an exit status."""

    def make_context(self, *arguments: Any, **options: Any) -> Any:
        """Read the options that come before a command."""
        with _inert_usage():
            return super().make_context(*arguments, **options)

    def invoke(self, ctx: Any) -> Any:
        """Run the chosen command."""
        try:
            with _inert_usage():
                result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except BrokenPipeError:
            _discard_output()
            status = 0
        except KeyboardInterrupt as interrupt:
            print_problem("interrupted", str(interrupt) or _INTERRUPTED.get(ctx.invoked_subcommand, ""))
            status = 130
        except DanchieuError as error:
            print_problem("error", str(error))
            status = 3 if isinstance(error, StoreError) else 2
        except OSError as error:
            if end := _end_behind(error):
                raise end from None
            print_problem("error", f"{error.filename}: {error.strerror}" if error.filename else str(error))
            status = 2
        raise typer.Exit(status)


@contextmanager
def _inert_usage() -> Iterator[None]:
    """Make usage errors inert, which repeat arguments: typer prints them."""
    try:
        yield
    except Exception as error:  # typer has no public name for usage errors in general
        if isinstance(message := vars(error).get("message"), str):
            vars(error)["message"] = inert(message)
        raise


def run_commands(app: typer.Typer) -> None:
    """Run the command line of this process; standard input, output and errors are UTF-8 in every locale."""
    for stream, errors in ((sys.stdin, "strict"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)
    with _unwinding_when_terminated():
        try:
            app(prog_name="danchieu")
        except SystemExit as end:
            if isinstance(end.__context__, BrokenPipeError):  # while help was printed
                end.code = 0
            raise
        except Exception as error:
            if terminated := _end_behind(error):
                raise terminated from None
            raise
        finally:
            _flush_output()


def _end_behind(error: BaseException) -> SystemExit | None:
    """Return the exit during which an error came: worker processes that were terminated too may fail while they are closed."""
    while error.__context__:
        error = error.__context__
        if isinstance(error, SystemExit):
            return error
    return None


@contextmanager
def _unwinding_when_terminated() -> Iterator[None]:
    """Turn SIGTERM into an exit that closes what is open: a progress bar gives the cursor back."""

    def end(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    previous = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, previous)


def _flush_output() -> None:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _discard_output()


def _discard_output() -> None:
    """Send what is left of the output nowhere, so that Python does not complain about the closed pipe when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
