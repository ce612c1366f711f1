"""The base of every value: frozen, and refusing fields that it does not know."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen value that refuses strangers."""

    model_config = ConfigDict(frozen=True, extra="forbid")
