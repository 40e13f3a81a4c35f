"""Finds documents in files and folders: real paths in a fixed order, and what is missing, cannot be listed or is not read."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from danchieu.graph.model import Failure
from danchieu.loaders.errors import SourceMissing
from danchieu.loaders.files import ENDINGS, has_ending
from danchieu.loaders.files.names import is_hidden
from danchieu.loaders.lists.metadata import TABLES

__all__ = ["FoundFiles", "count_endings", "exists", "find_files", "real_path", "search_paths"]


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """What a search of files and folders found, each sorted and named once."""

    files: tuple[Path, ...] = ()  # documents, by their real paths
    missing: tuple[Failure, ...] = ()  # given paths that do not exist
    empty: tuple[Failure, ...] = ()  # given folders without a document
    unlisted: tuple[Failure, ...] = ()  # folders that cannot be listed, and given paths that cannot be looked at
    left_aside: tuple[Path, ...] = ()  # files in folders that no reader is for

    @property
    def failed(self) -> tuple[Failure, ...]:
        """All that cannot be used."""
        return self.missing + self.empty + self.unlisted


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Return the documents in `paths`, files and folders: real paths, each once, sorted. Hidden files and folders are skipped.

    A file given by its own path is returned whatever its ending; reading it reports what is wrong. Raises SourceMissing for a path
    that does not exist, for a folder without any document and for one that cannot be listed.
    """
    found = search_paths(paths)
    for failure in found.failed:
        raise SourceMissing(failure.path, failure.reason)
    return list(found.files)


def search_paths(paths: Iterable[Path]) -> FoundFiles:
    """Find the documents in `paths` as `find_files` does, and report what is wrong instead of raising."""
    found = [_search(path) for path in paths]
    return FoundFiles(
        tuple(sorted({file for one in found for file in one.files})),
        tuple(dict.fromkeys(failure for one in found for failure in one.missing)),
        tuple(dict.fromkeys(failure for one in found for failure in one.empty)),
        tuple(dict.fromkeys(failure for one in found for failure in one.unlisted)),
        tuple(sorted({file for one in found for file in one.left_aside})),
    )


def _search(path: Path) -> FoundFiles:
    """Search one file or folder."""
    try:
        if not exists(path):
            return FoundFiles(missing=(Failure(str(path), "there is no such file or folder; check the spelling"),))
    except OSError as error:
        return FoundFiles(unlisted=(_unlisted(error),))
    if not path.is_dir():
        return FoundFiles(files=(real_path(path),))
    errors: list[OSError] = []
    below = list(_walk(real_path(path), errors))
    documents = {file for file in below if has_ending(file)}
    others = (file for file in below if file not in documents and file.name not in TABLES)
    none = Failure(str(path), f"the folder holds no document; files that can be read end in {', '.join(ENDINGS)}")
    return FoundFiles(
        files=tuple(map(real_path, documents)),
        empty=() if documents or errors else (none,),
        unlisted=tuple(map(_unlisted, errors)),
        left_aside=tuple(others),
    )


def exists(path: Path) -> bool:
    """Return whether a file or folder exists; raise OSError when the system does not tell, as for want of permission."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def count_endings(files: Iterable[Path]) -> dict[str, int]:
    """Count files by ending, the most frequent first.

    >>> count_endings([Path("a.pdf"), Path("b.DOCX"), Path("c.docx"), Path("noext")])
    {'.docx': 2, '.pdf': 1, 'without ending': 1}
    """
    counts = Counter(file.suffix.lower() or "without ending" for file in files)
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def real_path(path: Path) -> Path:
    """Return the path without `..` and symbolic links, so that a file has one path.

    A link that leads nowhere keeps its own path, and so does one to a file whose name does not tell its format.
    """
    real = Path(os.path.realpath(path))
    followed = os.path.exists(real) and (has_ending(real) or not has_ending(path))
    return real if followed else Path(os.path.realpath(path.parent), path.name)


def _walk(folder: Path, errors: list[OSError]) -> Iterator[Path]:
    """Yield the files below a folder, except hidden ones; add an error for each folder that cannot be listed."""
    for parent, folders, files in os.walk(folder, onerror=errors.append):
        folders[:] = [name for name in folders if not is_hidden(name)]
        yield from (Path(parent, name) for name in files if not is_hidden(name))


def _unlisted(error: OSError) -> Failure:
    return Failure(os.path.abspath(error.filename), f"cannot be listed ({error.strerror}); check its permissions")
