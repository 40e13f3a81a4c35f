"""Test which package imports which, read from the source: graph.model <- loaders; graph <- dashboards; danchieu at the top.

The top-level folders are packages of `danchieu`: graph/model is danchieu.graph.model.

Every rule lists violations below a root and is tested twice: it finds none in the project, and one in a planted file.
"""

from __future__ import annotations

import ast
import graphlib
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import pytest
from domain_words import words_outside_tables

PROJECT = Path(__file__).parents[1]
ROOMS = ("danchieu", "loaders", "graph", "dashboards", "benchmarks", "tests")
SCRIPTS = ("dashboards/app.py", "dashboards/views/")  # run by Streamlit from top to bottom, never imported
Rule = Callable[[Path], Iterator[str]]


def sources(root: Path, *rooms: str) -> Iterator[tuple[str, str]]:
    """Yield the path below `root`, with slashes, and the text of every Python file in `rooms`."""
    for room in rooms or ROOMS:
        place = root / room
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place] if place.exists() else []:  # links are not followed
            yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")


def imports(path: str, text: str) -> Iterator[str]:
    """Yield the full name of every import in the file: `from danchieu.graph import model` gives danchieu.graph.model."""
    package = ["danchieu", *path.removesuffix(".py").split("/")[:-1]]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            yield from (".".join([*above, *filter(None, [node.module]), alias.name]) for alias in node.names)


def module_of(path: str) -> str:
    """Return the module of a file: graph/model/documents.py is danchieu.graph.model.documents."""
    module = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    return module if is_within(module, "danchieu") else f"danchieu.{module}"


def is_within(name: str, *packages: str) -> bool:
    """Return whether the dotted name is one of `packages` or below one of them."""
    return any(name == package or name.startswith(package + ".") for package in packages)


# The packages that each package may import, lowest first. Modules outside these packages are not restricted by this table.
FLOORS: dict[str, set[str]] = {
    "graph/model": set(),
    "graph/linking": {"graph.model"},
    "graph/store": {"graph.model"},
    "graph/loading": {"graph.model", "graph.linking", "graph.store"},
    "graph/queries": {"graph.model", "graph.linking", "graph.store"},
    "graph/checks": {"graph.model", "graph.store", "graph.queries"},
    "loaders/text": set(),
    "loaders/grammar": {"loaders.text"},
    "loaders/files": {"loaders.text"},
    "loaders/head": {"loaders.text", "loaders.grammar"},
    "loaders/relations": {"loaders.text", "loaders.grammar"},
    "loaders/citations": {"loaders.text", "loaders.grammar", "loaders.relations"},
    "loaders/lists": {"loaders.text", "loaders.grammar"},
}


def model_imports_only_the_standard_library(root: Path) -> Iterator[str]:
    for path, text in sources(root, "graph/model"):
        for name in imports(path, text):
            if name.split(".")[0] not in sys.stdlib_module_names and not is_within(name, "danchieu.graph.model"):
                yield f"{path} imports {name}"


def loaders_import_only_graph_model(root: Path) -> Iterator[str]:
    for path, text in sources(root, "loaders"):
        for name in imports(path, text):
            if is_within(name, "danchieu") and not is_within(name, "danchieu.loaders", "danchieu.graph.model"):
                yield f"{path} imports {name}"


def graph_imports_no_higher_package(root: Path) -> Iterator[str]:
    for path, text in sources(root, "graph"):
        for name in imports(path, text):
            if is_within(name, "danchieu") and not is_within(name, "danchieu.graph"):
                yield f"{path} imports {name}"


def dashboards_import_graph_only_in_access(root: Path) -> Iterator[str]:
    for path, text in sources(root, "dashboards"):
        for name in imports(path, text):
            allowed = ("danchieu.dashboards", *(["danchieu.graph"] if path == "dashboards/access.py" else []))
            if is_within(name, "danchieu") and not is_within(name, *allowed):
                yield f"{path} imports {name}"


def packages_import_only_lower_packages(root: Path) -> Iterator[str]:
    """List imports of packages that are not below the importing one; modules outside these packages are free."""
    packages = [f"danchieu.{package.replace('/', '.')}" for package in FLOORS]
    for package, below in FLOORS.items():
        own = f"danchieu.{package.replace('/', '.')}"
        allowed = [own, *(f"danchieu.{name}" for name in below)]
        room = f"danchieu.{package.split('/')[0]}"
        for path, text in sources(root, package):
            for name in imports(path, text):
                if is_within(name, room) and is_within(name, *packages) and not is_within(name, *allowed):
                    yield f"{path} imports {name}"


def imports_form_no_cycle(root: Path) -> Iterator[str]:
    edges: dict[str, set[str]] = {}
    for path, text in sources(root, "danchieu", "loaders", "graph", "dashboards"):
        edges[module_of(path)] = set(imports(path, text))
    order = graphlib.TopologicalSorter({module: {_owner_of(name, edges) for name in names} - {None} for module, names in edges.items()})
    try:
        order.prepare()
    except graphlib.CycleError as error:
        yield " imports ".join(error.args[1])


def _owner_of(name: str, modules: Collection[str]) -> str | None:
    """Return the module that an imported name is or belongs to; None for modules of other projects."""
    while name and name not in modules:
        name = name.rpartition(".")[0]
    return name or None


def only_the_store_imports_neo4j(root: Path) -> Iterator[str]:
    for path, text in sources(root, "danchieu", "loaders", "graph", "dashboards"):
        yield from (f"{path} imports {name}" for name in imports(path, text) if is_within(name, "neo4j") and path != "graph/store/bolt.py")


def only_the_component_imports_spacy(root: Path) -> Iterator[str]:
    for path, text in sources(root, "danchieu", "loaders", "graph", "dashboards"):
        yield from (
            f"{path} imports {name}" for name in imports(path, text) if is_within(name, "spacy") and path != "loaders/spacy_component.py"
        )


def only_settings_read_the_environment(root: Path) -> Iterator[str]:
    """List modules that read the environment; passing all of it to a child process, `os.environ | {...}`, is allowed."""
    for path, text in sources(root, "danchieu", "loaders", "graph", "dashboards"):
        nodes = list(ast.walk(ast.parse(text)))
        handed = {node.left for node in nodes if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr)}
        read = {node.attr for node in nodes if isinstance(node, ast.Attribute) and node not in handed}
        read |= {name.rpartition(".")[2] for name in imports(path, text) if is_within(name, "os")}
        if path != "graph/settings.py" and read & {"environ", "environb", "getenv", "getenvb"}:
            yield f"{path} reads the environment; graph/settings.py does that"


def files_are_short(root: Path) -> Iterator[str]:
    for path, text in sources(root):
        limit = 100 if path.startswith("dashboards/views/") else 300
        if (length := len(text.splitlines())) > limit:
            yield f"{path} has {length} lines; {limit} at most"


def dashboards_shadow_no_module(root: Path) -> Iterator[str]:
    """List modules that hide one of Python: Streamlit puts the folder of app.py first on the path."""
    for path, _ in sources(root, "dashboards"):
        if (name := path.split("/")[1].removesuffix(".py")) in sys.stdlib_module_names:
            yield f"{path} hides the module {name}"


def file_names_are_specific(root: Path) -> Iterator[str]:
    for path, _ in sources(root):
        if {"util", "helper", "common", "manager", "misc"} & {part.rstrip("s") for part in Path(path).stem.split("_")}:
            yield f"{path} has a name that does not describe its content"


def _module_level(tree: ast.Module) -> Iterator[ast.stmt]:
    """The statements of a module, with those below `if TYPE_CHECKING`: names that the module imports when they are first used."""
    for node in tree.body:
        yield node
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            yield from node.body


def public_names_are_exported(root: Path) -> Iterator[str]:
    for path, text in sources(root, "loaders", "graph", "dashboards"):
        if path.startswith(SCRIPTS):
            continue
        bound: set[str] = set()
        public: set[str] = set()
        exported: list[str] | None = None
        for node in _module_level(ast.parse(text)):
            if isinstance(node, ast.Import | ast.ImportFrom):
                bound |= {alias.asname or alias.name for alias in node.names}
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                public.add(node.name)
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                    names = [name.id for name in ast.walk(target) if isinstance(name, ast.Name)]
                    if names == ["__all__"] and node.value is not None:
                        exported = ast.literal_eval(node.value)
                    bound |= set(names)
        public = {name for name in public if not name.startswith("_")}
        yield from (f"{path} lacks {name} in __all__" for name in sorted(public - set(exported or [])))
        yield from (f"{path} exports {name}, which it does not bind" for name in exported or [] if name not in bound | public)


def commands_are_thin(root: Path) -> Iterator[str]:
    for path, text in sources(root, "danchieu"):
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, ast.FunctionDef) or not any(".command" in ast.unparse(mark) for mark in node.decorator_list):
                continue
            body = node.body[1:] if ast.get_docstring(node) else node.body
            if body and (length := (node.end_lineno or 0) - body[0].lineno + 1) > 15:
                yield f"{path}: {node.name} has {length} lines; 15 at most"


def domain_words_are_in_tables(root: Path) -> Iterator[str]:
    """List words of the domain in code that should be in a table: see domain_words."""
    yield from words_outside_tables(sources(root, "loaders", "graph/model", "graph/linking", "graph/checks"))


def imports_have_no_side_effects(root: Path) -> Iterator[str]:
    """Import every module in an audited process and list connections, child processes and opened project files.

    Modules and tables of vocabulary may be opened, because patterns are compiled from the tables on import.
    """
    modules = [module_of(path) for path, _ in sources(root, "danchieu", "loaders", "graph", "dashboards") if not path.startswith(SCRIPTS)]
    done = subprocess.run([sys.executable, "-c", _LISTENER, str(root), *modules], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    yield from done.stdout.splitlines()


_LISTENER = """
import importlib, re, sys
root, *modules = sys.argv[1:]
sys.path.insert(0, root)
current = ""
def listen(event, arguments):
    if not current:
        return
    if event in ("socket.connect", "subprocess.Popen", "os.system"):
        print(current, "does", event, *map(str, arguments[:2]))
    elif event == "open" and str(arguments[0]).startswith(root) and not re.search("site-packages|[.]egg-info", str(arguments[0])):
        code = str(arguments[0]).endswith((".py", ".pyc")) or ".pyc." in str(arguments[0])
        if not code and not (re.search("/loaders/grammar/|/data/reference/", str(arguments[0])) and arguments[1] == "r"):
            print(current, "opens", arguments[0])
sys.addaudithook(listen)
for current in modules:
    importlib.import_module(current)
    if "spacy" in sys.modules and current != "danchieu.loaders.spacy_component":
        sys.exit(f"{current} imports spaCy") if "danchieu.loaders.spacy_component" not in sys.modules else None
"""

PLANTED: dict[Rule, tuple[str, str]] = {
    model_imports_only_the_standard_library: ("graph/model/documents.py", "import pandas"),
    loaders_import_only_graph_model: ("loaders/citations/find.py", "from danchieu.graph import store"),
    graph_imports_no_higher_package: (
        "graph/loading/ingest.py",
        "def read() -> None:\n    from danchieu.loaders.text.source import source_text",
    ),
    dashboards_import_graph_only_in_access: ("dashboards/views/search.py", "import danchieu.graph.store"),
    packages_import_only_lower_packages: ("loaders/grammar/symbols.py", "from danchieu.loaders.citations import find"),
    imports_form_no_cycle: ("graph/terms.py", "from danchieu.graph.terms import term_of"),
    only_the_store_imports_neo4j: ("danchieu/commands.py", "from neo4j import GraphDatabase"),
    only_the_component_imports_spacy: ("loaders/citations/find.py", "import spacy.tokens"),
    only_settings_read_the_environment: ("graph/store/bolt.py", "import os\nhome = os.environ['HOME']"),
    files_are_short: ("dashboards/views/search.py", "\n" * 101),
    dashboards_shadow_no_module: ("dashboards/html/parts.py", ""),
    file_names_are_specific: ("loaders/text_utils.py", ""),
    public_names_are_exported: ("graph/terms.py", "__all__ = ['Term']\nclass Term: ...\ndef term_of() -> Term: ..."),
    commands_are_thin: ("danchieu/commands.py", "@app.command()\ndef load():\n" + "    print()\n" * 16),
    domain_words_are_in_tables: ("loaders/citations/find.py", r'PLAN = rf"[Kk]ế\s{{1,4}}hoạch\s+(?P<number>{NUMBER})"  # Chỉ thị'),
    imports_have_no_side_effects: ("danchieu/__init__.py", "TABLE = open(__file__.replace('__init__.py', 'table.csv'), 'w')"),
}


@pytest.mark.parametrize("rule", PLANTED, ids=lambda rule: rule.__name__)
def test_project_keeps_the_rule(rule: Rule) -> None:
    assert list(rule(PROJECT)) == []


@pytest.mark.parametrize("rule", PLANTED, ids=lambda rule: rule.__name__)
def test_planted_violation_is_found(rule: Rule, tmp_path: Path) -> None:
    path, text = PLANTED[rule]
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(text + "\n", encoding="utf-8")
    assert len(list(rule(tmp_path))) == 1


def test_relative_import_is_resolved_to_its_full_name() -> None:
    assert list(imports("loaders/files/text.py", "from ..source import source_text\nfrom . import html")) == [
        "danchieu.loaders.source.source_text",
        "danchieu.loaders.files.html",
    ]
