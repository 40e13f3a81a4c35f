"""Provide stores for tests, each a server that runs for the whole session and is emptied for every test; and a folder of plans to load."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from directives import readings
from engines import Embedded, Engine, start_engine

from danchieu.graph.loading.ingest import ingest
from danchieu.graph.settings import Settings
from danchieu.graph.store import embedded
from danchieu.graph.store.bolt import Writer, open_store

PLAN = """TỈNH ỦY BÌNH THUẬN            ĐẢNG CỘNG SẢN VIỆT NAM
         *
    Số {number}-KH/TU                Phan Thiết, ngày {day} tháng 6 năm 2016

KẾ HOẠCH
thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị về học tập và làm theo Bác

Căn cứ Kế hoạch số {other}-KH/TU ngày {other} tháng 6 năm 2016 của Tỉnh ủy, Ban Thường vụ Tỉnh ủy xây dựng kế hoạch.
"""


@pytest.fixture(scope="session")
def embedded_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with start_engine("embedded", tmp_path_factory.mktemp("store")) as engine:
        yield engine


@pytest.fixture(scope="session")
def neo4j_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with start_engine("neo4j", tmp_path_factory.mktemp("store")) as engine:
        yield engine


@pytest.fixture(params=["embedded", "neo4j"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Return each engine in turn, emptied."""
    engine: Engine = request.getfixturevalue(f"{request.param}_engine")
    engine.empty()
    return engine


@pytest.fixture
def writer(engine: Engine) -> Iterator[Writer]:
    """Yield a writer of an empty store, on each engine in turn."""
    with open_store(engine.settings) as writer:
        yield writer


@pytest.fixture
def embedded_store(embedded_engine: Engine) -> Settings:
    """Return the settings of an empty embedded store."""
    assert isinstance(embedded_engine, Embedded)
    embedded_engine.empty()
    return embedded_engine.settings


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Yield the settings of a separate embedded store that holds the sample corpus, for reading only."""
    directory = tmp_path_factory.mktemp("sample") / "store"
    command = [sys.executable, "-m", "danchieu", "demo", "--no-dashboard", "--store", f"embedded:{directory}"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    yield Settings(f"embedded:{directory}")
    embedded.stop(directory)


@pytest.fixture(scope="module")
def small_graph(embedded_engine: Engine) -> Iterator[Settings]:
    """Yield the settings of an embedded store that holds the small graph; the caches of the dashboard are cleared before and after."""
    from dashboard_pages import clear_caches  # imports Streamlit, which most tests do without

    embedded_engine.empty()
    with open_store(embedded_engine.settings) as writer:
        assert not ingest(writer, readings()).failed
    clear_caches()
    yield embedded_engine.settings
    clear_caches()


@pytest.fixture
def page_store(monkeypatch: pytest.MonkeyPatch, small_graph: Settings) -> Settings:
    """Set the store of the small graph in the environment and return its settings."""
    monkeypatch.setenv("DANCHIEU_STORE", small_graph.store)
    return small_graph


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with three plans, each based on the previous one."""
    folder = tmp_path / "documents"
    folder.mkdir()
    for number in (11, 12, 13):
        (folder / f"kh-{number}.txt").write_text(PLAN.format(number=number, day=number, other=number - 1), encoding="utf-8")
    return folder


@pytest.fixture
def store(embedded_store: Settings, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of an empty embedded store, which is also set in the environment."""
    monkeypatch.setenv("DANCHIEU_STORE", embedded_store.store)
    return embedded_store.store


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Yield a working folder; its embedded store is stopped at the end."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DANCHIEU_STORE", raising=False)
        yield home
    embedded.stop(home / ".danchieu")
