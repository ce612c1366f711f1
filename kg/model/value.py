"""The base of every value: frozen, and refusing fields that it does not know."""

from typing import Self

from pydantic import BaseModel, ConfigDict

from kg.model.markup import fragment


class Value(BaseModel):
    """A frozen value that refuses strangers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def trusted(cls, told: dict[str, object]) -> Self:
        """Make a value of all its fields, that are known to be right.

        What was checked when it was written need not be checked whenever it is read: thousands
        of values stand behind one answer. The caller gives every field in its final type, in the
        order of the class.
        """
        made = cls.__new__(cls)
        put = object.__setattr__
        put(made, "__dict__", told)
        put(made, "__pydantic_fields_set__", set(told))
        put(made, "__pydantic_extra__", None)
        put(made, "__pydantic_private__", None)
        return made

    def _repr_html_(self) -> str:
        """Give the value as HTML, which notebooks show."""
        return fragment(self)
