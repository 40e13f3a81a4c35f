"""List files and functions that break a rule of the project: length, names, exports, words of the domain."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from domain_words import words_outside_tables
from source_files import SCRIPTS, imports, is_within, sources


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
    """Yield the statements of a module, with those below `if TYPE_CHECKING`, which are imported when first used."""
    for node in tree.body:
        yield node
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            yield from node.body


def _imported(node: ast.stmt) -> set[str]:
    """Return the names that an import binds."""
    return {alias.asname or alias.name for alias in node.names} if isinstance(node, ast.Import | ast.ImportFrom) else set()


def _defined(node: ast.stmt) -> set[str]:
    """Return the name of a function or class."""
    return {node.name} if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) else set()


def _assigned(node: ast.stmt) -> set[str]:
    """Return the names on the left of an assignment."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}


def _exported(nodes: list[ast.stmt]) -> list[str]:
    """Return the names in `__all__`."""
    for node in nodes:
        if isinstance(node, ast.Assign | ast.AnnAssign) and _assigned(node) == {"__all__"} and node.value is not None:
            return list(ast.literal_eval(node.value))
    return []


def public_names_are_exported(root: Path) -> Iterator[str]:
    for path, text in sources(root, "loaders", "graph", "dashboards"):
        if path.startswith(SCRIPTS):
            continue
        nodes = list(_module_level(ast.parse(text)))
        exported = _exported(nodes)
        public = {name for node in nodes for name in _defined(node) if not name.startswith("_")}
        bound = public.union(*map(_imported, nodes), *map(_assigned, nodes))
        yield from (f"{path} lacks {name} in __all__" for name in sorted(public - set(exported)))
        yield from (f"{path} exports {name}, which it does not bind" for name in exported if name not in bound)


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
