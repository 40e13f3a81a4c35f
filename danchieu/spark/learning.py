"""Learns on the cluster what texts and registers state of each group, with the functions by which the loader learns it.

Each partition adds up its facts by group before any is sent: of a law that every text cites, a partition sends one row, not one for each
citation. Texts whose province only others show are learnt second, by a join on the groups of their clues.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from danchieu.graph.linking.facts import GroupFacts, add, merge_facts, pack_facts, unpack_facts
from danchieu.graph.loading.arrivals import unpack_stored
from danchieu.graph.loading.ruleset import rules
from danchieu.graph.loading.statements import facts_of, pack_places, places_of
from danchieu.graph.model import Reading, Row
from danchieu.spark.stages import Keep
from danchieu.spark.tables import FACTS, PLACES, Batches, in_batches, rows_in, spark_schema

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["learn"]

_GROUPS = 50_000  # whose facts a worker adds up before it sends them: about 100 MB


def learn(files: DataFrame, keep: Keep) -> tuple[DataFrame, DataFrame]:
    """Return the facts of each group, packed, and the provinces that other texts showed for each text that waits for them, as JSON."""
    from pyspark.sql import functions as F

    read = files.where("reading IS NOT NULL").select("path", "sha256", "register", "part", "rules", "reading", "waits", "clues")
    waiting = read.where("waits")
    first = keep("facts_placed", _merged(_facts(read.where("NOT waits").withColumn("places", F.lit("{}")))))
    clues = waiting.select("path", F.explode("clues").alias("group")).join(first, "group")
    known = clues.groupBy("path").agg(F.collect_list(F.struct("group", "facts")).alias("known"))
    places = keep("places", waiting.join(known, "path", "left").mapInArrow(_place_batches, spark_schema(PLACES)))
    facts = keep("facts", _merged(first.unionByName(_facts(waiting.join(places, "path")))))
    return facts, places


def _facts(items: DataFrame) -> DataFrame:
    return items.mapInArrow(_learn_batches, spark_schema(FACTS))


def _merged(facts: DataFrame) -> DataFrame:
    """Merge the facts of each group: its rows are brought together, one after the other, so that none of them has to wait in memory."""
    return facts.repartition("group").sortWithinPartitions("group").mapInArrow(_merge_batches, spark_schema(FACTS))


def _learn_batches(batches: Batches) -> Batches:
    return in_batches(_learnt(rows_in(batches)), FACTS)


def _learnt(rows: Iterable[Row]) -> Iterator[Row]:
    """Add up the facts of items by group."""
    known: dict[str, GroupFacts] = defaultdict(GroupFacts)
    for row in rows:
        for group, fact in facts_of(unpack_stored(row, rules()), json.loads(row["places"])):
            add(known[group], fact)
        if len(known) > _GROUPS:
            yield from _packed(known)
            known.clear()
    yield from _packed(known)


def _packed(known: dict[str, GroupFacts]) -> Iterator[Row]:
    return ({"group": group, "facts": pack_facts(facts)} for group, facts in known.items())


def _merge_batches(batches: Batches) -> Batches:
    return in_batches(_merge_runs(rows_in(batches)), FACTS)


def _merge_runs(rows: Iterable[Row]) -> Iterator[Row]:
    """Merge rows of one group that follow each other."""
    for group, several in groupby(rows, key=itemgetter("group")):
        row, *others = several
        if not others:
            yield row
            continue
        facts = unpack_facts(row["facts"])
        for other in others:
            merge_facts(facts, unpack_facts(other["facts"]))
        yield {"group": group, "facts": pack_facts(facts)}


def _place_batches(batches: Batches) -> Batches:
    return in_batches(map(_places, rows_in(batches)), PLACES)


def _places(row: Row) -> Row:
    """Return the provinces that the facts of its clues show for a text."""
    item = unpack_stored(row, rules())
    known = {one["group"]: unpack_facts(one["facts"]) for one in row["known"] or ()}
    places = places_of(item, known) if isinstance(item, Reading) else {}
    return {"path": row["path"], "places": pack_places(places)}
