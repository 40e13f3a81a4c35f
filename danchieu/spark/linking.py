"""Links on the cluster, by a join of texts and the facts of the groups that they touch, with the Linker that the loader uses.

The facts of the groups that most texts ask would be sent to each of these texts: they are broadcast instead, once to each worker, which
looks at them only once. What linking asks besides is noted, and the text is linked again with it, so that the result is exact.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial, reduce
from typing import TYPE_CHECKING

from danchieu.graph.linking import Linker
from danchieu.graph.linking.facts import GroupFacts, unpack_facts
from danchieu.graph.linking.groups import NAMED
from danchieu.graph.linking.knowledge import Knowledge
from danchieu.graph.loading.arrivals import unpack_stored
from danchieu.graph.loading.items import contribution_of
from danchieu.graph.loading.rows import Contribution, describe_row, issuer_row
from danchieu.graph.loading.ruleset import rules
from danchieu.graph.model import Row
from danchieu.spark.stages import Keep
from danchieu.spark.tables import CONTRIBUTIONS, LAWS, Batches, in_batches, rows_in, spark_schema

if TYPE_CHECKING:
    from pyspark import Broadcast
    from pyspark.sql import DataFrame

__all__ = ["link"]

_BROADCAST_GROUPS = 20_000


def link(files: DataFrame, facts: DataFrame, keep: Keep, *, broadcast_bytes: int) -> DataFrame:
    """Return what each text and each part of a register adds to the graph; of files of one document, each of them."""
    from pyspark.sql import DataFrame
    from pyspark.sql import functions as F

    items: DataFrame | None = files.where("reading IS NOT NULL").select("path", "sha256", "register", "part", "rules", "reading")
    asked = keep("asked", _with_laws(files.select("path", F.explode("groups").alias("group")), facts))
    common = _common(asked, facts, broadcast_bytes)
    worker = partial(_link_batches, common=facts.sparkSession.sparkContext.broadcast(common))
    turns: list[DataFrame] = []
    while items is not None:
        rows = items.join(_given(asked, facts, common), "path", "left")
        linked = keep(f"linked_{len(turns) + 1}", rows.mapInArrow(worker, spark_schema(CONTRIBUTIONS)))
        turns.append(linked.where("size(missing) = 0"))
        missing = linked.where("size(missing) > 0").select("path", F.explode("missing").alias("group"))
        again = missing.select("path").distinct()
        asked = asked.join(again, "path", "left_semi").unionByName(missing)
        items = None if missing.isEmpty() else items.join(again, "path", "left_semi")
    return reduce(DataFrame.unionByName, turns)


def _with_laws(asked: DataFrame, facts: DataFrame) -> DataFrame:
    """Add the groups of the versions of the laws that texts cite by name."""
    names = asked.where(asked["group"].startswith(NAMED)).select("group").distinct().join(facts, "group", "left")
    laws = names.mapInArrow(_law_batches, spark_schema(LAWS))
    return asked.unionByName(asked.join(laws, "group").selectExpr("path", "law AS `group`")).distinct()


def _common(asked: DataFrame, facts: DataFrame, most: int) -> dict[str, str]:
    """Return the packed facts of the groups whose broadcast saves the most bytes, `most` bytes of them."""
    asking = asked.groupBy("group").count().where("count > 1").join(facts, "group")
    saving = asking.selectExpr("`group`", "facts", "count * length(facts) AS saved").orderBy("saved", ascending=False)
    common: dict[str, str] = {}
    for row in saving.limit(_BROADCAST_GROUPS).toLocalIterator():
        most -= len(row["facts"])
        if most < 0:
            break
        common[row["group"]] = row["facts"]
    return common


def _given(asked: DataFrame, facts: DataFrame, common: Collection[str]) -> DataFrame:
    """Return for each item which groups it asks, and the facts of those that are not common."""
    from pyspark.sql import functions as F

    spark = facts.sparkSession
    known = F.broadcast(spark.createDataFrame([(group,) for group in common], "`group` string"))
    groups = asked.groupBy("path").agg(F.collect_list("group").alias("groups"))
    rare = asked.join(known, "group", "left_anti").join(facts, "group")
    return groups.join(rare.groupBy("path").agg(F.collect_list(F.struct("group", "facts")).alias("facts")), "path", "left")


def _law_batches(batches: Batches) -> Batches:
    knowledge = Knowledge(lambda ids: {})
    return in_batches((one for row in rows_in(batches) for one in _laws(row, knowledge)), LAWS)


def _laws(row: Row, knowledge: Knowledge) -> Iterator[Row]:
    view = knowledge.view(row["group"], unpack_facts(row["facts"]))
    symbols = (version.document.symbol for version in view.versions.values())
    return ({"group": row["group"], "law": group} for group in {symbol.group for symbol in symbols if symbol})


def _link_batches(batches: Batches, common: Broadcast[dict[str, str]]) -> Batches:
    return in_batches(_link_rows(rows_in(batches), common.value), CONTRIBUTIONS)


def _link_rows(rows: Iterable[Row], common: Mapping[str, str]) -> Iterator[Row]:
    """Link items, or say which groups they lack."""
    lookup = _Lookup(common)
    knowledge = Knowledge(lookup.fetch)
    linker = Linker(knowledge)
    for row in rows:
        lookup.turn_to(row)
        contribution = contribution_of(unpack_stored(row, rules()), linker)
        yield {"path": row["path"], "missing": sorted(lookup.missing)} | ({} if lookup.missing else _columns(contribution))
        knowledge.forget(knowledge.read - common.keys())
        knowledge.read.clear()


class _Lookup:
    """Looks up groups among those that are common and those that were joined to the item in hand, and notes which are missing."""

    def __init__(self, common: Mapping[str, str]) -> None:
        self._common = common
        self._facts: Mapping[str, str] = {}
        self._asked: Collection[str] = ()
        self.missing: set[str] = set()

    def turn_to(self, row: Row) -> None:
        """Take the facts that were joined to an item."""
        self._facts = {one["group"]: one["facts"] for one in row["facts"] or ()}
        self._asked = set(row["groups"] or ())
        self.missing = set()

    def fetch(self, ids: Collection[str]) -> dict[str, GroupFacts]:
        """Return the facts of groups."""
        self.missing |= {id_ for id_ in ids if id_ not in self._common and id_ not in self._asked}
        packed = {id_: self._common.get(id_) or self._facts.get(id_) for id_ in ids}
        return {id_: unpack_facts(facts) for id_, facts in packed.items() if facts}


def _columns(rows: Contribution) -> Row:
    """Return a contribution under the names of the schema."""
    return {
        "document_id": rows.document_id,
        "digest": rows.digest,
        "document": rows.document or None,
        "citations": [{"id": row["id"], **row["properties"]} for row in (*rows.citations, *rows.ambiguous)],
        "refers": [{"source": row["id"], "target": row["target"]} for row in rows.citations],
        "may_refer": [{"source": row["id"], **candidate} for row in rows.ambiguous for candidate in row["candidates"]],
        "asks": [{"source": row["citation"], "target": row["group"]} for row in rows.asks],
        "cited": [describe_row(document) for document in rows.cited],
        "lists": [{"target": row["target"], **row["properties"]} for row in rows.lists],
        "cites": [{"source": rows.document_id, "target": row["target"], **row["properties"]} for row in rows.cites],
        "relationships": [
            {"relation": row["relation"], "source": row["source"], "target": row["target"], **row["properties"]}
            for row in rows.relationships
        ],
        "issuers": [issuer_row(issuer) for issuer in rows.issuers],
    }
