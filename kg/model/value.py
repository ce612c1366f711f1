"""The base of every value: frozen, and refusing fields that it does not know."""

from pydantic import BaseModel, ConfigDict

from kg.model.markup import fragment


class Value(BaseModel):
    """A frozen value that refuses strangers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def _repr_html_(self) -> str:
        """Give the value as HTML, which notebooks show."""
        return fragment(self)
