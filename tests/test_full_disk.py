"""Test that a store whose disk is full says so, on each engine, on a small file system of its own; needs the right to mount one."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from engines import start_engine
from records import create_documents

from danchieu.graph.errors import StoreFull, StoreUnreachable
from danchieu.graph.settings import Settings
from danchieu.graph.store import embedded
from danchieu.graph.store.bolt import Writer, open_store

MEGABYTES = {"embedded": 40, "neo4j": 300}
ROOM = 4 << 20  # bytes that are left before the test writes


@pytest.fixture
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """Yield a folder on a small file system in memory."""
    size = MEGABYTES[getattr(request, "param", "embedded")]
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}m", "tmpfs", tmp_path], capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"a file system cannot be mounted here: {mounted.stderr.strip()}")
    yield tmp_path
    subprocess.run(["umount", "--lazy", tmp_path], check=True)


@contextmanager
def filled(disk: Path, *, room: int) -> Iterator[None]:
    """Fill the file system but for some bytes; a Neo4j cannot even end while it is full."""
    free = os.statvfs(disk)
    (disk / "filler").write_bytes(bytes(max(free.f_bavail * free.f_frsize - room, 0)))
    try:
        yield
    finally:
        (disk / "filler").unlink()


def write_until_it_fails(writer: Writer, kind: str) -> None:
    for number in range(ROOM * 10 // 100_000):
        create_documents(writer, *(f"{kind} {number} {part} {'x' * 1000}" for part in range(100)))


@pytest.mark.parametrize("disk", MEGABYTES, indirect=True)
def test_a_full_disk_is_named_and_what_was_written_stays(disk: Path, request: pytest.FixtureRequest) -> None:
    with start_engine(request.node.callspec.params["disk"], disk) as engine:
        with open_store(engine.settings) as writer, filled(disk, room=ROOM):
            create_documents(writer, "a")
            with pytest.raises(StoreFull, match=r"its disk is full|the disk of the store .* is full") as raised:
                write_until_it_fails(writer, "b")
            assert "make room" in str(raised.value) and "load again; what was loaded stays" in str(raised.value)
            with pytest.raises(StoreFull):  # again, since nothing has changed
                write_until_it_fails(writer, "c")
        engine.kill()
        engine.start()
        with open_store(engine.settings) as writer:
            create_documents(writer, "d")
            assert {"a", "d"} <= {row["id"] for row in writer.read("MATCH (d:Document) RETURN d.id AS id")}


@pytest.mark.parametrize("room", [0, 8 << 10, 200 << 10])
def test_an_embedded_store_cannot_be_made_on_a_full_disk(disk: Path, room: int) -> None:
    with filled(disk, room=room), pytest.raises((StoreUnreachable, StoreFull), match=rf"{disk}/store.*(No space left on device|is full)"):
        open_store(Settings(f"embedded:{disk}/store"))
    embedded.stop(disk / "store")
