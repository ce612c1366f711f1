"""Values as the JSON that the commands print, a page of a list at a time."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, TypeVar

from fastapi import Query, Response
from pydantic import BaseModel, TypeAdapter

T = TypeVar("T", bound=BaseModel)

LONGEST = 5_000
AsOf = Annotated[
    str | None, Query(description="The day asked about, YYYY-MM-DD.", examples=["2024-07-15"])
]
KnownOn = Annotated[
    str | None, Query(description="Use only what the store knew at the end of that day.")
]
Audience = Annotated[
    str | None, Query(description="For whom.", examples=["enterprises"], max_length=200)
]
OwnedFrom = Annotated[
    str | None,
    Query(description="For a customer more than half owned from there.", max_length=200),
]
Name = Annotated[str, Query(description="A name, alias, code or id.", max_length=200)]
Maybe = Annotated[str | None, Query(description="A name, alias, code or id.", max_length=200)]
Limit = Annotated[int, Query(ge=1, le=LONGEST, description="Records at most.")]
Offset = Annotated[int, Query(ge=0, description="Records to leave out at the beginning.")]

TREE: TypeAdapter[object] = TypeAdapter(object)


def json_of(value: object, headers: Mapping[str, str] | None = None) -> Response:
    """Write a value as JSON, the same as `--format json` prints."""
    return Response(TREE.dump_json(value), headers=headers, media_type="application/json")


def part_of(found: Sequence[T], limit: int, offset: int) -> Response:
    """Write a part of a list; `X-Total-Count` tells how many there are."""
    kept = list(found[offset : offset + limit])
    return json_of(kept, {"X-Total-Count": str(len(found))})


def today() -> date:
    """Give today's date."""
    return datetime.now(UTC).date()
