"""Keeps the result of each stage as Parquet in a folder, so that none is computed twice and each can be looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["Keep", "keep_in"]

Keep = Callable[[str, "DataFrame"], "DataFrame"]
"""Keeps a DataFrame under a name and returns what was kept."""


def keep_in(folder: str) -> Keep:
    """Return a function that keeps stages in a folder of any file system that Spark writes to. What is kept there is replaced."""

    def keep(name: str, stage: DataFrame) -> DataFrame:
        place = f"{folder.rstrip('/')}/{name}"
        stage.write.mode("overwrite").parquet(place)
        return stage.sparkSession.read.schema(stage.schema).parquet(place)

    return keep
