"""Test that jobs run in processes of their own, in order, and that one that breaks its process fails alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Container, Iterator
from pathlib import Path

import psutil
import pytest

from danchieu.loaders import workers
from danchieu.loaders.workers import Broken, Limits, run_each, show_life

LIMITS = Limits(seconds=4, megabytes=512)  # begins when a process has started
Word = str | int


def work(job: Word | tuple[Word, ...], begin: int, broken: Container[str]) -> Iterator[int]:
    """Do one job, or each of several that are not broken from the number `begin` on."""
    for word in [word for word in (job if isinstance(job, tuple) else (job,)) if str(word) not in broken][begin:]:
        show_life(str(word))
        match word:
            case "exit":
                os._exit(3)
            case "crash":
                os.kill(os.getpid(), signal.SIGSEGV)
            case "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            case "hang":
                time.sleep(60)
            case "fill":
                yield len(bytearray(2 << 30))
            case "go on":
                for _ in range(5):
                    time.sleep(1)
                    show_life()
                yield 1
            case "raise":
                raise LookupError("no such word")
            case _:
                yield int(word) * 2


def answer_at_length(job: tuple[tuple[int, ...], str], begin: int, broken: Container[str]) -> Iterator[str]:
    yield from (job[1] * number for number in job[0][begin:])


def hang_behind(job: int, begin: int, broken: Container[str]) -> Iterator[int]:
    """Hang behind so many outcomes, without a name."""
    for number in range(job):
        show_life(str(number))
        yield number
    time.sleep(60)


def test_outcomes_come_in_the_order_of_the_jobs() -> None:
    assert list(run_each(work, range(200), processes=2, limits=LIMITS)) == [(job, 2 * job) for job in range(200)]


# what breaks -> what is said of it
BREAKING = {
    "exit": "its reader broke down (exit code 3)",
    "crash": "its reader broke down (SIGSEGV)",
    "kill": "its reader was killed (SIGKILL), most likely because memory ran out",
    "hang": "reading it took longer than 4 s",
    "fill": "reading it takes more than 512 MB of memory",
    "raise": "its reader failed (LookupError: no such word)",
}


@pytest.mark.parametrize("processes", [1, 2])
def test_what_breaks_a_process_fails_alone(processes: int) -> None:
    jobs: list[Word] = [word for name in BREAKING for word in (name, 1, 2, 3)]
    outcomes = list(run_each(work, jobs, processes=processes, limits=LIMITS))
    assert [job for job, _ in outcomes] == jobs
    assert [outcome for _, outcome in outcomes if not isinstance(outcome, Broken)] == [2, 4, 6] * len(BREAKING)
    broken = [outcome for _, outcome in outcomes if isinstance(outcome, Broken)]
    assert [one.at for one in broken] == list(BREAKING)
    assert all(one.reason.startswith(reason) for one, reason in zip(broken, BREAKING.values(), strict=True))


def test_a_job_goes_on_behind_what_is_broken() -> None:
    [*outcomes] = run_each(work, [(1, "exit", 2, "fill", "crash", 3), ()], processes=1, limits=LIMITS)
    assert [outcome.at if isinstance(outcome, Broken) else outcome for _, outcome in outcomes] == [2, "exit", 4, "fill", "crash", 6]


def test_a_job_that_breaks_at_what_has_no_name_is_given_up() -> None:
    outcomes = list(run_each(hang_behind, [0, 2], processes=1, limits=Limits(seconds=0.5)))
    reason = "reading it took longer than 0.5 s"
    assert outcomes == [(0, Broken(reason)), (2, 0), (2, 1), (2, Broken(f"{reason}; what comes behind 1 was not read"))]


def test_a_job_that_breaks_again_at_the_same_is_given_up() -> None:
    outcomes = list(run_each(exit_always, [1], processes=1, limits=LIMITS))
    reason = BREAKING["exit"] + ": the file is damaged, or built to harm its reader"
    assert outcomes == [(1, Broken(reason, "a")), (1, Broken(f"{reason}; what comes behind a was not read"))]


def exit_always(job: int, begin: int, broken: Container[str]) -> Iterator[int]:
    """Break at what is to be passed over."""
    show_life("a")
    yield os._exit(3)


def test_work_that_shows_life_may_take_longer() -> None:
    assert list(run_each(work, ["go on"], processes=1, limits=LIMITS)) == [("go on", 1)]


def test_a_job_whose_answers_are_not_taken_holds_up_nothing() -> None:
    """The pipe to a process holds 64 KB: it waits for outcomes to be taken, and may not be waited for meanwhile."""
    jobs = [((1,) * 5, "x" * 300_000) for _ in range(4)]
    assert len(list(run_each(answer_at_length, jobs, processes=1, limits=Limits(seconds=10)))) == 20


def test_little_waits_behind_a_slow_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process whose outcomes are not taken waits for longer than one of them may take, and is not ended for that."""
    monkeypatch.setattr(workers, "_AHEAD", 4 << 20)
    made = tmp_path / "made"
    outcomes = run_each(make_slowly_or_at_length, [(made, 0), (made, 40), (made, 40)], processes=2, limits=Limits(seconds=2))
    assert len(next(outcomes)[1]) == 1  # type: ignore[arg-type]
    assert 4 <= made.stat().st_size <= 8
    assert [len(outcome) for _, outcome in outcomes if isinstance(outcome, bytes)] == [1 << 20] * 80
    assert made.stat().st_size == 80


def make_slowly_or_at_length(job: tuple[Path, int], begin: int, broken: Container[str]) -> Iterator[bytes]:
    """Yield a byte after a long time, or outcomes of a megabyte, and write a byte for each."""
    made, number = job
    for _ in range(0 if number else 6):
        time.sleep(0.5)
        show_life()
    for _ in range(begin, number):
        with made.open("ab") as stream:
            stream.write(b".")
        yield bytes(1 << 20)
    if not number:
        yield b"."


def test_processes_serve_again_and_do_not_outlive_an_interrupted_run() -> None:
    def pids() -> set[int]:
        return {pid for _, pid in run_each(tell_pid, range(8), processes=2, limits=LIMITS) if isinstance(pid, int)}

    first = pids()
    assert pids() & first
    running = run_each(tell_pid, range(100), processes=2, limits=LIMITS)
    _, pid = next(running)
    assert isinstance(pid, int)
    running.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def tell_pid(job: int, begin: int, broken: Container[str]) -> Iterator[int]:
    yield from [os.getpid()][begin:]


def keep_a_file(job: str, begin: int, broken: Container[str]) -> Iterator[str]:
    """Write a temporary file and let a program run for longer than it may."""
    with tempfile.TemporaryDirectory(dir=job) as folder:
        (Path(folder) / "copy.doc").touch()
        subprocess.run([sys.executable, "-c", "import time; time.sleep(60)  # antiword"], check=True)
    yield folder


def test_a_process_that_is_ended_leaves_no_files_and_no_programs(tmp_path: Path) -> None:
    [(_, broken)] = run_each(keep_a_file, [str(tmp_path)], processes=1, limits=Limits(seconds=2))
    assert isinstance(broken, Broken) and list(tmp_path.iterdir()) == []
    assert [process for process in psutil.process_iter(["cmdline"]) if "# antiword" in " ".join(process.info["cmdline"] or ())] == []
