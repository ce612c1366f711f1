"""Parquet: the rows of CSV and JSON lines with their types, by pyarrow, which is an extra."""

import importlib.util
from typing import BinaryIO

from kg.errors import MissingExtra
from kg.export.rows import Row, rows
from kg.export.tables import cells, printable
from kg.model.content import Content

WHOLE = {"start", "end"}
NUMBERS = {"confidence"}


def write_parquet(content: Content, file: BinaryIO) -> None:
    """Write a table with a row for each statement; what is not given is null."""
    if importlib.util.find_spec("pyarrow") is None:
        raise MissingExtra(
            "Parquet needs pyarrow: pip install 'ai-geopolitics-kg[tables]', or write .csv"
        )
    import pyarrow as pa  # an extra, and slow to import
    from pyarrow import parquet

    types = {name: pa.int64() for name in WHOLE} | {name: pa.float64() for name in NUMBERS}
    schema = pa.schema([(name, types.get(name, pa.string())) for name in Row.model_fields])
    told = [
        {n: printable(c) if isinstance(c, str) else c for n, c in cells(row).items()}
        for row in rows(content)
    ]
    parquet.write_table(pa.Table.from_pylist(told, schema=schema), file)
