"""Every error that the product raises on purpose.

KgError
├── InputError            what was given cannot be used
│   ├── UnreadableDocument    a file that is missing, empty, broken or of an unknown kind
│   ├── RefusedAddress        a URL that must not or cannot be fetched
│   ├── UnknownName           no entity or region of that name
│   ├── BadDate               not a date of the form YYYY, YYYY-MM or YYYY-MM-DD
│   └── RefusedQuery          a Cypher query that is not read-only, or ran past its limits
├── StoreError            the store cannot be used
│   ├── StoreUnreachable      nothing answers there, or it turns the user away
│   ├── StoreNotWritable      read-only, or out of space
│   └── StoreVersion          written by a newer version of the program, or no store at all
├── MissingExtra          an optional package is needed
├── WorkerLost            a process that read for this one has ended
└── RefusedStatement      a statement that the ontology does not allow

A message names the thing, the place and the way out.
"""


class KgError(Exception):
    """Base of every error raised on purpose."""


class InputError(KgError):
    """What was given cannot be used."""


class UnreadableDocument(InputError):
    """A file that is missing, empty, broken or of an unknown kind."""


class RefusedAddress(InputError):
    """A URL that must not or cannot be fetched."""


class UnknownName(InputError):
    """No entity or region has that name."""


class BadDate(InputError):
    """Not a date of the form YYYY, YYYY-MM or YYYY-MM-DD."""


class RefusedQuery(InputError):
    """A Cypher query that is not read-only, or that ran past its limits."""


class StoreError(KgError):
    """The store cannot be used."""


class StoreUnreachable(StoreError):
    """Nothing answers at the address, or it turns the user away."""


class StoreNotWritable(StoreError):
    """The store is read-only, or out of space."""


class StoreVersion(StoreError):
    """The store was written by a newer version of the program, or is none."""


class MissingExtra(KgError):
    """An optional package is needed."""


class WorkerLost(KgError):
    """A process that read for this one has ended before its time."""


class RefusedStatement(KgError):
    """A statement that the ontology does not allow."""
