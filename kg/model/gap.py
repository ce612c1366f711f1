"""What the graph does not know, or may no longer know."""

from enum import StrEnum

from kg.model.evidence import Evidence
from kg.model.value import Value


class Lack(StrEnum):
    """What kind of gap it is.

    A cell is what is said of one subject in one region. A source is overdue that publishes much
    less often than it used to. Of a silent subject or region nobody speaks. An unresolved name
    is a region that the catalogue does not know; what the ontology refused was set aside.
    """

    STALE = "stale"
    OVERDUE = "overdue"
    SILENT_PROVIDER = "silent provider"
    SILENT_SERVICE = "silent service"
    SILENT_REGION = "silent region"
    UNRESOLVED_REGION = "unresolved region"
    SET_ASIDE = "set aside"


class Gap(Value):
    """One thing that is not known, or not known any more.

    `last` is the date of the last word on it and `days` how long ago that was; `usual` is a
    source's usual number of days between two documents.
    """

    kind: Lack
    name: str
    id: str | None = None
    region: str | None = None
    last: str | None = None
    days: int | None = None
    usual: int | None = None
    detail: str = ""
    evidence: tuple[Evidence, ...] = ()
