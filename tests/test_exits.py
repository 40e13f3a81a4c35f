"""Test how a process of the command line ends: interrupted, terminated, with a closed pipe, in a locale without UTF-8."""

from __future__ import annotations

import json
import os
import pty
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

DANCHIEU = [sys.executable, "-m", "danchieu"]
MANY = 1_500  # files: read in several processes


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of so many files that they are read in several processes."""
    folder = tmp_path_factory.mktemp("many")
    text = "TỈNH ỦY BÌNH THUẬN\nSố {}-KH/TU\n\nKẾ HOẠCH\n" + "Căn cứ Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị;\n" * 20
    for number in range(MANY):
        (folder / f"{number:04}.txt").write_text(text.format(number), encoding="utf-8")
    return folder


def has_workers(child: subprocess.Popen[str]) -> bool:
    """Return whether a process has started processes that read."""
    listed = subprocess.run(["ps", "-o", "args=", "--ppid", str(child.pid)], capture_output=True, text=True, check=False).stdout
    return "popen_loky" in listed


def still_running(session: int) -> list[str]:
    """Return the processes of a session, except those that ended and only wait to be noticed."""
    listed = subprocess.run(["ps", "-o", "stat=,args=", "--sid", str(session)], capture_output=True, text=True, check=False).stdout
    return [line for line in listed.splitlines() if not line.startswith("Z")]


def when(ready: Callable[[], bool], child: subprocess.Popen[str]) -> None:
    """Wait until the process is where it is to be interrupted."""
    end = time.monotonic() + 30
    while not ready() and time.monotonic() < end and child.poll() is None:
        time.sleep(0.01)
    assert child.poll() is None, "it ended before it was interrupted"


@pytest.mark.parametrize("wait", [0.0, 0.5])
@pytest.mark.parametrize("command", ["load", "extract"])
def test_interrupted_command_says_so_in_one_line(command: str, wait: float, many: Path, store: str) -> None:
    child = subprocess.Popen(
        [*DANCHIEU, command, str(many)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True
    )
    when(lambda: has_workers(child), child)
    time.sleep(wait)
    os.killpg(child.pid, signal.SIGINT)  # as a terminal does: to all processes of the group
    _, errors = child.communicate(timeout=30)
    assert child.returncode == 130
    assert errors == f"interrupted {'what was loaded stays; load again to go on' if command == 'load' else KEPT}\n"
    end = time.monotonic() + 10
    while (left := still_running(child.pid)) and time.monotonic() < end:
        time.sleep(0.05)
    assert left == []


KEPT = "a file named by --output stays as it was"


def test_terminated_load_gives_the_cursor_back(many: Path, store: str) -> None:
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [*DANCHIEU, "load", str(many)], stdout=theirs, stderr=theirs, env=os.environ | {"TERM": "xterm"}, start_new_session=True, text=True
    )
    os.close(theirs)
    shown = b""
    while b"\x1b[?25l" not in shown or b"Reading" not in shown:
        shown += os.read(ours, 1024)
    child.send_signal(signal.SIGTERM)
    while True:
        try:
            shown += os.read(ours, 1024)
        except OSError:  # closed by the last process
            break
    assert child.wait(timeout=30) == 143
    assert shown.rindex(b"\x1b[?25h") > shown.rindex(b"\x1b[?25l")
    assert b"Traceback" not in shown


@pytest.mark.parametrize("arguments", ["extract {} --explain", "extract {}", "query", "query search --show", "--help", "load --help"])
def test_closed_pipe_ends_quietly_with_status_0(arguments: str, folder: Path) -> None:
    command = f"({shlex.join(DANCHIEU)} {arguments.format(shlex.quote(str(folder)))}; echo $? >&2) | true"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.stderr == "0\n"


LOCALES = {
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "latin-1": {"PYTHONIOENCODING": "latin-1"},
}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("arguments", ["extract kh-12.txt", "extract kh-12.txt --explain", "extract --jsonl -", "query", "--help"])
def test_output_is_utf8_in_every_locale(locale: str, arguments: str, folder: Path) -> None:
    line = json.dumps({"file": "a", "text": "Căn cứ Chỉ thị số 05-CT/TW"}, ensure_ascii=False)
    command = [*DANCHIEU, *arguments.split()]
    done = subprocess.run(command, cwd=folder, input=line.encode(), capture_output=True, env=os.environ | LOCALES[locale], timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "ẫ" in done.stdout.decode() or "ỉ" in done.stdout.decode() or arguments == "--help"
