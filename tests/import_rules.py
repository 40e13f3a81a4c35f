"""List imports that are not allowed: graph.model <- loaders; graph <- dashboards; danchieu at the top.

The top-level folders are packages of `danchieu`: graph/model is danchieu.graph.model.
"""

from __future__ import annotations

import graphlib
import subprocess
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from source_files import SCRIPTS, imports, is_within, module_of, sources

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
    "loaders/lists": {"loaders.text", "loaders.grammar", "loaders.files"},
}

# The packages of loaders/files.
KINDS = ("word", "web", "paper", "archive")

# The modules of dashboards that import other packages, and which.
SEEN_BY = {"dashboards/access.py": ("danchieu.graph",), "dashboards/originals.py": ("danchieu.loaders",)}


def model_imports_only_the_standard_library(root: Path) -> Iterator[str]:
    """Packing alone may use msgspec, which packs records faster than the standard library."""
    for path, text in sources(root, "graph/model"):
        for name in imports(path, text):
            if str(path) == "graph/model/packing.py" and name == "msgspec":
                continue
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


def dashboards_import_graph_and_loaders_in_one_module_each(root: Path) -> Iterator[str]:
    for path, text in sources(root, "dashboards"):
        for name in imports(path, text):
            if is_within(name, "danchieu") and not is_within(name, "danchieu.dashboards", *SEEN_BY.get(str(path), ())):
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


def kinds_of_files_import_no_other_kind(root: Path) -> Iterator[str]:
    """List imports between the packages that read kinds of files: what two of them need is beside them."""
    for kind in KINDS:
        others = [f"danchieu.loaders.files.{other}" for other in KINDS if other != kind]
        for path, text in sources(root, f"loaders/files/{kind}"):
            yield from (f"{path} imports {name}" for name in imports(path, text) if is_within(name, *others))


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
        if not path.startswith("graph/store/"):
            yield from (f"{path} imports {name}" for name in imports(path, text) if is_within(name, "neo4j"))


def only_the_component_imports_spacy(root: Path) -> Iterator[str]:
    for path, text in sources(root, "danchieu", "loaders", "graph", "dashboards"):
        yield from (
            f"{path} imports {name}" for name in imports(path, text) if is_within(name, "spacy") and path != "loaders/spacy_component.py"
        )


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
