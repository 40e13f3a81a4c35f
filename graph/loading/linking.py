"""Links the files of the store whose citations are to be linked, and takes out those that leave, page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import partial

from danchieu.graph.errors import QueryFailed, StoreFailed, StoreUnreachable
from danchieu.graph.linking import Linker
from danchieu.graph.linking.knowledge import Knowledge
from danchieu.graph.loading.arrivals import unpack_stored
from danchieu.graph.loading.items import contribution_of, groups_of
from danchieu.graph.loading.replace_files import WITHOUT_DIGEST, Batch, Linked, replace_files
from danchieu.graph.loading.rows import Contribution, contribution, describe_row
from danchieu.graph.loading.ruleset import rules
from danchieu.graph.loading.stored_knowledge import knowledge_of, prepare
from danchieu.graph.model import Failure, Reading, Record, Register, ResolutionStatus, Row
from danchieu.graph.model.folding import search_text
from danchieu.graph.model.rows import batches
from danchieu.graph.model.symbols import parse_symbol
from danchieu.graph.model.types import words_by_code
from danchieu.graph.store.bolt import Writer
from danchieu.graph.store.query_files import query_text

__all__ = ["Effect", "LinkedFile", "link_files", "link_items"]

_MOST_FILES = 1_000  # of a transaction
_FILES = 200  # of a page
_ROWS = 12_000  # of a transaction
_OF_IDENTITY = frozenset(
    ("id", "symbol", "group", "type_code", "number", "term", "period", "system", "issuer", "issuer_id", "level", "province", "unknown")
)


class Effect(Enum):
    """What linking a file changes in the graph."""

    FIRST = auto()  # the store has not linked it before
    TEXT = auto()  # its text is another
    LINKS = auto()  # it is linked differently
    RULES = auto()  # other rules linked it: it is written again, whether it is linked differently or not
    NOTHING = auto()  # it adds what it added before
    LEAVES = auto()  # it is taken out


@dataclass(frozen=True, slots=True)
class LinkedFile:
    """A file that was linked and written."""

    path: str
    effect: Effect
    citations: Counter[ResolutionStatus] = field(default_factory=Counter)
    listed: int | None = None  # documents of a part of a register; None for a text
    failure: Failure | None = None

    @property
    def is_new_text(self) -> bool:
        """Return whether it is a text that this load brought."""
        return self.listed is None and self.effect in (Effect.FIRST, Effect.TEXT)


@dataclass(slots=True)
class _Page:
    """Files that are written in one transaction."""

    arriving: dict[str, Linked] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)
    leaving: list[str] = field(default_factory=list)
    done: list[LinkedFile] = field(default_factory=list)
    size: int = 0


def link_files(writer: Writer, knowledge: Knowledge, arrived: Mapping[str, str], *, rows: int = _ROWS) -> Iterator[LinkedFile]:
    """Link what is to be linked and take out what leaves; yield each file once it is written.

    One page is linked while another is written.
    """
    linking = _Linking(writer, knowledge, arrived)
    behind = linking.of_its_own()
    writing: Future[list[LinkedFile]] | None = None
    with ThreadPoolExecutor(1) as pool:
        for page in linking.pages(rows):
            previous, writing = writing, pool.submit(behind.write, page)
            if previous:
                yield from previous.result()
        if writing:
            yield from writing.result()


def link_items(knowledge: Knowledge, items: Sequence[Reading | Register]) -> Iterator[tuple[Contribution, int, Counter[ResolutionStatus]]]:
    """Link files by what is known; yield the contribution of each, the number of documents that it lists, and its citations by outcome."""
    linker = Linker(knowledge)
    texts = {item.path: item for item in items if isinstance(item, Reading)}
    prepare(knowledge, texts.values())
    linked = {path: linker.link(one.head, one.citations, sha256=one.sha256) for path, one in texts.items()}
    knowledge.prepare({home for one in linked.values() for home in one.homes})
    for item in items:
        if isinstance(item, Register):
            knowledge.prepare(groups_of(item))
            added = contribution_of(item, linker)
            yield added, len(added.cited), Counter[ResolutionStatus]()
        else:
            record = linker.describe(linked[item.path], path=item.path, sha256=item.sha256)
            yield contribution(record), 0, _count(record)


class _Linking:
    """Links files of one store by what is known."""

    def __init__(self, writer: Writer, knowledge: Knowledge, arrived: Mapping[str, str]) -> None:
        self._writer, self._knowledge, self._arrived = writer, knowledge, arrived
        self._lost: StoreUnreachable | None = None

    def of_its_own(self) -> _Linking:
        """Return one with knowledge of its own, for another thread."""
        return _Linking(self._writer, knowledge_of(self._writer), self._arrived)

    def pages(self, rows: int) -> Iterator[_Page]:
        """Link the files, in pages of about so many rows."""
        states = {row["path"]: state for state in ("link", "leave") for row in self._unfinished(state)}
        page = _Page()
        for paths in batches(sorted(states), _FILES):
            if len(page.done) >= _MOST_FILES:
                yield page
                page = _Page()
            leaving = [path for path in paths if states[path] == "leave"]
            page.leaving += leaving
            page.done += [LinkedFile(path, Effect.LEAVES) for path in leaving]
            for path, linked, done in self._link([path for path in paths if states[path] == "link"]):
                size = linked.contribution.size
                if page.size and page.size + size > rows:
                    yield page
                    page = _Page()
                page.done.append(done)
                if done.effect is Effect.NOTHING:
                    page.same[path] = linked.digest
                else:
                    page.arriving[path], page.size = linked, page.size + size
        if page.done:
            yield page

    def write(self, page: _Page) -> list[LinkedFile]:
        """Write a page in one transaction, or its files one by one when the store refuses it; return the files.

        Once the store is lost, it is not waited for again.
        """
        if self._lost:
            raise self._lost
        try:
            batch = Batch(page.arriving, page.same, page.leaving, self._arrived, self._describe, self._link_waiting)
            self._writer.write(partial(replace_files, batch=batch))
        except StoreUnreachable as error:
            self._lost = error
            raise
        except (QueryFailed, StoreFailed, ValueError) as error:
            if len(page.done) > 1:
                return [file for one in _single(page) for file in self.write(one)]
            return [replace(one, citations=Counter(), failure=Failure(one.path, f"the store refused it: {error}")) for one in page.done]
        return page.done

    def _unfinished(self, state: str) -> list[Row]:
        return self._writer.read(query_text("fetch", "unfinished"), state=state)

    def _link(self, paths: Sequence[str]) -> Iterator[tuple[str, Linked, LinkedFile]]:
        """Link files of the store."""
        rows = self._writer.read(query_text("fetch", "files"), paths=list(paths)) if paths else []
        items = [unpack_stored(row, rules()) for row in rows]
        for row, item, (added, listed, counts) in zip(rows, items, link_items(self._knowledge, items), strict=True):
            linked = Linked(added, added.digest, is_new=row["digest"] is None, changed=row["changed"], rank=row["rank"])
            effect = _effect(row["digest"], linked)
            yield row["path"], linked, LinkedFile(row["path"], effect, counts, listed if isinstance(item, Register) else None)

    def _link_waiting(self, paths: Collection[str]) -> Mapping[str, Linked]:
        """Link files that waited behind another of the same document."""
        return {path: linked for path, linked, _ in self._link(sorted(paths))}

    def _describe(self, left: Sequence[Row]) -> list[Row]:
        """Describe documents that lost their text by what others state of them, else by their identity alone."""
        rows = []
        self._knowledge.prepare({properties["group"] for properties in left if "group" in properties})
        for properties in left:
            known = self._knowledge.group(properties["group"]).described if "group" in properties else {}
            if described := known.get(properties["id"]):
                rows.append(describe_row(described))
                continue
            identity = {name: value for name, value in properties.items() if name in _OF_IDENTITY}
            symbol = parse_symbol(properties.get("symbol", ""))
            identity |= {"year": symbol.year} if symbol and symbol.year else {}
            words = words_by_code().get(properties.get("type_code", ""), ())
            identity |= {"type": words[0]} if words else {}
            rows.append(identity | {"status": "cited", "search": search_text(identity)})
        return rows


def _effect(before: str | None, linked: Linked) -> Effect:
    """Return what a file changes, by the digest of what it added before."""
    if linked.is_new:
        return Effect.FIRST
    if linked.changed:
        return Effect.TEXT
    if before == WITHOUT_DIGEST:
        return Effect.RULES
    return Effect.NOTHING if before == linked.digest else Effect.LINKS


def _single(page: _Page) -> Iterator[_Page]:
    """Yield a page for each file of a page."""
    for one in page.done:
        path = one.path
        arriving = {path: page.arriving[path]} if path in page.arriving else {}
        same = {path: page.same[path]} if path in page.same else {}
        yield _Page(arriving, same, [path] if path in page.leaving else [], [one])


def _count(record: Record) -> Counter[ResolutionStatus]:
    return Counter(link.resolution.status for link in record.links)
