"""Test the installation: a lock usable everywhere, a wheel with all its data, commands that report what is missing."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
SETUPTOOLS = PYPROJECT["tool"]["setuptools"]
LOCK = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
ROOMS = ("danchieu", "loaders", "graph", "dashboards", "data")

NAMED_OTHERWISE = {"doc2docx": ["msdoc2docx"]}
"""Packages of extras whose modules are called otherwise; one that is not installed does not say so itself."""


def package_name(requirement: str) -> str:
    """Return the package of a requirement, as package indexes spell it."""
    return re.split(r"[\s\[<>=!~;]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def wheel_path(path: str) -> str:
    """Return the path in the wheel of a file or folder of the repository: the top-level folders are below danchieu."""
    return path if path.split("/")[0] == "danchieu" else f"danchieu/{path}"


def run(*command: object, **options: object) -> subprocess.CompletedProcess[str]:
    """Run a command for at most three minutes and keep its output as UTF-8."""
    return subprocess.run([str(part) for part in command], capture_output=True, encoding="utf-8", timeout=180, **options)  # type: ignore[call-overload, no-any-return]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the files that a build reads, so that no earlier build affects this one."""
    copy = tmp_path_factory.mktemp("source")
    for name in ("pyproject.toml", "README.md", "LICENSE", "Makefile", "requirements.lock"):
        shutil.copy(PROJECT / name, copy)
    for room in ROOMS:
        shutil.copytree(PROJECT / room, copy / room, symlinks=True, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    return copy


@pytest.fixture(scope="module")
def wheel(source: Path) -> Path:
    """Build the wheel of `pip install .` without a network."""
    done = run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", source / "dist", source)
    assert done.returncode == 0, done.stderr
    return next((source / "dist").glob("*.whl"))


@pytest.fixture(scope="module")
def commands(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of commands of an environment with danchieu from its wheel and the dependencies of this environment.

    A path in a .pth file is searched after the environment's own packages, and .pth files found there are not read:
    the editable danchieu of this environment is not used.
    """
    home = tmp_path_factory.mktemp("environment")
    venv.create(home)
    paths = {name: Path(sysconfig.get_path(name, "venv", {"base": str(home)})) for name in ("purelib", "scripts")}
    done = run(sys.executable, "-m", "pip", "--python", paths["scripts"] / "python", "install", "--no-deps", "--no-index", wheel)
    assert done.returncode == 0, done.stderr
    (paths["purelib"] / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return paths["scripts"]


def test_the_wheel_holds_every_module_and_data_file(source: Path, wheel: Path) -> None:
    expected = {wheel_path(path.relative_to(source).as_posix()) for room in ROOMS for path in (source / room).rglob("*") if path.is_file()}
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert expected - packed == set()
    assert packed - expected == set()
    assert any(name.endswith(".cypher") for name in packed) and any(name.startswith("danchieu/data/sample/") for name in packed)


def test_installed_package_finds_its_data_from_another_folder(commands: Path, tmp_path: Path) -> None:
    done = run(commands / "python", "-I", "-c", _FOUND, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    homes = {Path(line).resolve() for line in done.stdout.splitlines()}
    assert homes == {Path(sysconfig.get_path("purelib", "venv", {"base": str(commands.parent)})).resolve()}


_FOUND = """
from importlib.resources import files
import danchieu
print(danchieu.__file__.removesuffix("/danchieu/__init__.py"))
for package, file in (
    ("danchieu.data", "sample/expected.jsonl"),
    ("danchieu.data", "reference/terms.csv"),
    ("danchieu.graph.cypher", "read/chain.cypher"),
):
    found = files(package).joinpath(file)
    assert found.is_file(), found
    print(str(found).removesuffix(f"/{package.replace('.', '/')}/{file}"))
"""


def test_installed_demo_runs_from_another_folder(commands: Path, tmp_path: Path) -> None:
    done = run(commands / "danchieu", "demo", "--no-dashboard", cwd=tmp_path)
    stop = run(commands / "danchieu", "store", "stop", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert stop.returncode == 0, stop.stdout + stop.stderr
    assert (tmp_path / ".danchieu").is_dir()


def test_installed_spacy_component_is_found_without_an_import(commands: Path, tmp_path: Path) -> None:
    done = run(commands / "python", "-I", "-c", _SPACY, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "Kết luận số 01-KL/TW 01-KL/TW\n"


_SPACY = """
import spacy
nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})
nlp.add_pipe("directive_citations")
doc = nlp("Căn cứ Kết luận số 01-KL/TW ngày 18/5/2021 của Bộ Chính trị")
for span in doc.spans["citations"]:
    print(span.text, span._.symbol)
"""


def test_the_lock_names_no_index() -> None:
    assert "://" not in LOCK
    assert not re.search(r"^\s*(-i|-f|-e|--index-url|--extra-index-url|--find-links|--trusted-host)", LOCK, flags=re.MULTILINE)


def test_every_locked_package_has_a_version_and_hashes() -> None:
    entries = re.split(r"\n(?=[a-z])", re.sub(r"^\s*#.*\n", "", LOCK, flags=re.MULTILINE))
    locked = re.compile(r"[a-z0-9-]+==\S+( ; [^\\]+)? \\\n(\s+--hash=sha256:[0-9a-f]{64}( \\)?\n?)+$")
    assert len(entries) > 50
    assert [entry for entry in entries if not locked.match(entry)] == []


def test_every_required_package_is_locked() -> None:
    asked = PYPROJECT["project"]["dependencies"] + PYPROJECT["dependency-groups"]["test"] + PYPROJECT["build-system"]["requires"]
    locked = set(re.findall(r"^([a-z0-9-]+)==", LOCK, flags=re.MULTILINE))
    assert {package_name(requirement) for requirement in asked} - locked == set()


def imported_packages(*rooms: str) -> Iterator[str]:
    """Yield the installed packages that the modules of `rooms` import."""
    installed = {**NAMED_OTHERWISE, **packages_distributions()}
    for room in rooms:
        for path in [PROJECT / room] if room.endswith(".py") else (PROJECT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    names = [node.module]
                for name in {name.split(".")[0] for name in names} - sys.stdlib_module_names:
                    yield from (package_name(package) for package in installed.get(name, [name]))


def test_imported_packages_are_declared_dependencies() -> None:
    project = PYPROJECT["project"]
    extras = [requirement for extra in project["optional-dependencies"].values() for requirement in extra]
    declared = {package_name(requirement) for requirement in project["dependencies"] + extras}
    assert set(imported_packages("danchieu", "loaders", "graph", "dashboards")) - {"danchieu"} - declared == set()


def test_every_package_is_listed_for_the_build() -> None:
    """Include data folders whose names could be packages: setuptools warns about those that are not listed."""
    files = [path.relative_to(PROJECT) for room in ROOMS for path in (PROJECT / room).rglob("*") if path.is_file()]
    folders = {file.parent.as_posix() for file in files if all(part.isidentifier() and part != "__pycache__" for part in file.parent.parts)}
    assert {wheel_path(folder).replace("/", ".") for folder in folders} == set(SETUPTOOLS["packages"])


@pytest.mark.parametrize("target", ["demo", "test"])
def test_old_python_is_refused_before_anything_is_installed(target: str, source: Path, tmp_path: Path) -> None:
    old = tmp_path / "python3.9"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2\nexit 1\n', encoding="utf-8")
    old.chmod(0o755)
    done = run("make", "--no-print-directory", target, f"PYTHON={old}", cwd=source)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("danchieu needs Python 3.11 or later; found: Python 3.9.2.\nInstall one and name it: make " + target)
    assert not (source / ".venv").exists()


def test_a_second_run_installs_nothing(source: Path, tmp_path: Path) -> None:
    home = tmp_path / "environment"
    home.mkdir()
    (home / "installed.stamp").touch()
    plan = ("make", "--dry-run", f"VENV={home}", f"PYTHON={sys.executable}", "demo")
    assert "pip" not in run(*plan, cwd=source).stdout
    os.utime(home / "installed.stamp", (0, 0))
    assert "--require-hashes" in run(*plan, cwd=source).stdout
