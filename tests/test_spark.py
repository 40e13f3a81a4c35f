"""Test that Spark builds the graph that the loader builds of the same files, and writes it to Neo4j and to Parquet."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest
from engines import Engine
from source_files import PROJECT

from danchieu.graph.linking.facts import unpack_facts
from danchieu.graph.loading.ingest import LoadReport
from danchieu.graph.model import Row
from danchieu.graph.settings import Settings
from danchieu.graph.store import schema
from danchieu.graph.store.bolt import open_store
from danchieu.loaders.lists.metadata import read_metadata
from danchieu.pipeline import find_sources, load_sources
from danchieu.spark import Graph, build_graph, read_files, write_neo4j, write_parquet
from danchieu.spark.tables import edge_columns, node_columns

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

pytestmark = [
    pytest.mark.filterwarnings("ignore:distutils Version classes:DeprecationWarning"),  # pyspark compares versions with them
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),  # and leaves sockets to the garbage collector
]
JARS = "DANCHIEU_TEST_SPARK_JARS"
REGISTER = """Số ký hiệu;Ngày ban hành;Trích yếu;Cơ quan ban hành;Tỉnh;Người ký
10-KH/TU;10/6/2018;kế hoạch mười;Tỉnh ủy;Bình Thuận;Nguyễn Văn Một
57-NQ/TW;22/12/2024;về đột phá;Bộ Chính trị;;
12-QĐ/TU;;một việc;Tỉnh ủy;Bình Thuận;
"""
PLAN = """TỈNH ỦY            ĐẢNG CỘNG SẢN VIỆT NAM
         *
    Số {number}-KH/TU                ngày {number} tháng 6 năm 2016

KẾ HOẠCH
thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị

Căn cứ Luật Đất đai năm 2013 và Kế hoạch số 10-KH/TU, Ban Thường vụ {place}xây dựng kế hoạch.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Nguyễn Văn Một
"""
NODES = "MATCH (n) RETURN labels(n) AS labels, coalesce(n.path, n.id) AS id, properties(n) AS properties"
EDGES = """
MATCH (s)-[r]->(t)
RETURN type(r) AS type, coalesce(s.path, s.id) AS source, coalesce(t.path, t.id) AS target, properties(r) AS properties
"""

Stored = tuple[dict[tuple[str, str], Row], Counter[str]]


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    """Yield a session of two workers with the Neo4j connector."""
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed: it is of the extra `spark`")
    if not shutil.which("java"):
        pytest.skip("there is no Java to run Spark with")
    if not os.environ.get(JARS):
        pytest.skip(f"{JARS} is not set to the folder of the Neo4j connector for Spark; see tests/spark/pom.xml")
    settings = {
        "spark.jars": ",".join(map(str, Path(os.environ[JARS]).glob("*.jar"))),
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.codegen.wholeStage": "false",  # takes longer to compile than these few rows take
        "spark.sql.shuffle.partitions": "1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("PYTHONPATH", str(PROJECT))
        session = sql.SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        yield session
        session.stop()
        gc.collect()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder: the sample, a duplicate, a text that another one places, and one that is empty."""
    corpus = tmp_path_factory.mktemp("corpus") / "documents"
    shutil.copytree(PROJECT / "data/sample", corpus)
    shutil.copy(sorted(corpus.rglob("*.txt"))[0], corpus / "0-first.txt")
    (corpus / "kh-11.txt").write_text(PLAN.format(number=11, place="Tỉnh ủy Bình Thuận "), encoding="utf-8")
    (corpus / "kh-12.txt").write_text(PLAN.format(number=12, place=""), encoding="utf-8")
    (corpus / "metadata.csv").write_text("file,province\nkh-11.txt,Bình Thuận\n", encoding="utf-8")
    (corpus / "empty.txt").write_text(" \n", encoding="utf-8")
    return corpus


@pytest.fixture(scope="module")
def register(corpus: Path) -> Path:
    path = corpus.parent / "known.csv"
    path.write_text(REGISTER, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def graph(spark: SparkSession, corpus: Path, register: Path) -> Graph:
    return build_graph(spark, texts_of(spark, corpus), [str(register)], folder=str(corpus.parent / "work"))


def texts_of(spark: SparkSession, corpus: Path) -> DataFrame:
    """Return the files of a folder with what its metadata.csv states."""
    from pyspark.sql import functions as F

    stated = [(path, dict(stated.values)) for path, stated in read_metadata(corpus).rows.items()]
    rows = spark.createDataFrame(stated, "path string, stated map<string, string>")
    return read_files(spark, str(corpus)).join(F.broadcast(rows), "path", "left")


def graph_in(settings: Settings) -> Stored:
    """Return nodes by label and key, the facts of groups unpacked, and relationships, counted."""
    with open_store(settings) as store:
        nodes = {(*row["labels"], row["id"]): row["properties"] for row in store.read(NODES)}
        edges = Counter(f"{row['source']} {row['type']} {row['target']} {sorted(row['properties'].items())}" for row in store.read(EDGES))
    for properties in nodes.values():  # what a file system says of a file is not known on the cluster
        properties.pop("size", None)
        properties.pop("modified", None)
    for (label, _), properties in nodes.items():
        if label == "Group":
            properties["facts"] = unpack_facts(properties.get("facts"))
    return nodes, edges


def assert_equal(one: Stored, other: Stored) -> None:
    """Assert that two graphs are equal, and show how they differ."""
    assert one[0].keys() ^ other[0].keys() == set()
    assert {key: (one[0][key], other[0][key]) for key in one[0] if one[0][key] != other[0][key]} == {}
    assert (one[1] - other[1], other[1] - one[1]) == (Counter(), Counter())


def test_spark_builds_the_graph_of_the_loader(graph: Graph, neo4j_engine: Engine, corpus: Path, register: Path, tmp_path: Path) -> None:
    neo4j_engine.empty()
    settings = neo4j_engine.settings
    report = load(settings, corpus, register)
    loaded = graph_in(settings)
    assert len(report.duplicates) == 1

    neo4j_engine.empty()
    for _ in range(2):  # writing again changes nothing
        write_neo4j(graph, settings.store, (settings.username, settings.password or ""), writers=1)
        assert_equal(graph_in(settings), loaded)
    assert {(row.path, row.reason) for row in graph.failures.collect()} == {(one.path, one.reason) for one in report.failed}
    assert len(report.failed) == 2  # a text and a row of the register
    again = load(settings, corpus, register)  # goes on where Spark ended
    assert (again.documents, again.skipped, again.relinked) == (0, len(loaded_texts(loaded)), 0)
    assert_equal(graph_in(settings), loaded)

    write_parquet(graph, str(tmp_path / "graph"))
    tables = {path.name: pq.read_table(path) for path in (tmp_path / "graph").iterdir()}
    assert {name: table.num_rows for name, table in tables.items() if name != "failures"} == {
        **{label.name: sum(key[0] == label.name for key in loaded[0]) for label in schema.LABELS if label.name in graph.nodes},
        **{name: sum(times for edge, times in loaded[1].items() if f" {name} " in edge) for name in graph.edges},
    }
    for name in (*graph.nodes, *graph.edges):
        columns = node_columns(name) if name in graph.nodes else edge_columns(name)
        assert [field.name for field in tables[name].schema] == list(columns)


def test_what_is_broadcast_changes_nothing(spark: SparkSession, graph: Graph, corpus: Path, register: Path, tmp_path: Path) -> None:
    joined = build_graph(spark, texts_of(spark, corpus), [str(register)], folder=str(tmp_path), broadcast_bytes=0)
    for name in ("File", "Document", "Citation"):
        one, other = (sorted(built.nodes[name].collect(), key=str) for built in (graph, joined))
        assert one == other
        assert one


def load(settings: Settings, corpus: Path, register: Path) -> LoadReport:
    with open_store(settings, mode="write") as writer:
        return load_sources(writer, find_sources([corpus], [register]))


def loaded_texts(stored: Stored) -> list[str]:
    return [path for (label, path), row in stored[0].items() if label == "File" and not row.keys() & {"part", "failure"}]
