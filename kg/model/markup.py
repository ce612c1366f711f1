"""Values as HTML, for notebooks and pages: every text is a text, and nothing is fetched or run."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import Enum
from html import escape

from pydantic import BaseModel

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that no page shows, or that turn the direction of those around them."""
WEB = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
HEADED = ("subject", "region", "as_of", "status")
"""The fields of which an answer's heading is made, where it has all of them."""


class Markup(str):
    """A text that is HTML already."""

    __slots__ = ()


def text(value: object) -> Markup:
    """Write a value as a text and nothing else."""
    if isinstance(value, Markup):
        return value
    plain = "yes" if value is True else text_of(value)
    return Markup(escape(CONTROLS.sub("\N{REPLACEMENT CHARACTER}", plain)))


def tag(name: str, *children: object, **attributes: object) -> Markup:
    """Write an element; what is no markup in it is a text."""
    told = "".join(f' {key.rstrip("_")}="{text(value)}"' for key, value in attributes.items())
    return Markup(f"<{name}{told}>{joined(children)}</{name}>")


def joined(parts: Iterable[object]) -> Markup:
    """Put parts behind each other."""
    return Markup("".join(map(text, parts)))


def link(url: str | None, words: str) -> Markup:
    """Write a link to a web address; to anything else, the words alone."""
    if url and WEB.fullmatch(url):
        return tag("a", words, href=url, rel="noreferrer noopener")
    return text(words)


def fragment(value: object) -> Markup:
    """Write a value: a model as its facts and quotes, models as a table, else a text."""
    if isinstance(value, BaseModel):
        return block(value)
    if isinstance(value, tuple | list):
        return listing(value)
    return text(value)


def listing(values: Sequence[object]) -> Markup:
    """Write several values: quotes as quotes, models as a table, others behind each other."""
    if not values:
        return tag("p", "none")
    if all(isinstance(value, BaseModel) for value in values):
        models = [value for value in values if isinstance(value, BaseModel)]
        return joined(map(quotation, models)) if is_quote(models[0]) else table(models)
    return text(", ".join(text_of(value) for value in values))


def text_of(value: object) -> str:
    """Write a plain value in words."""
    return str(value.value if isinstance(value, Enum) else value)


def is_quote(model: BaseModel) -> bool:
    """Tell whether a model is evidence: a sentence with its document."""
    return {"quote", "doc"} <= type(model).model_fields.keys()


def quotation(model: BaseModel) -> Markup:
    """Write evidence: the sentence, who says so, where and when, and what was read in it."""
    told = dict(model)
    where = link(told.get("url"), str(told.get("headline") or told["doc"]))
    said = " ".join(str(told.get(name, "")) for name in ("subject", "predicate", "object"))
    facts = [text_of(told[n]) for n in ("polarity", "modality", "valid_from") if told.get(n)]
    foot = joined(
        (told.get("speaker") or "unnamed", ", in ", where, f" ({told.get('published')}); ", said,
         f" ({', '.join(facts)})")
    )  # fmt: skip
    return tag("figure", tag("blockquote", told["quote"]), tag("figcaption", foot))


def block(model: BaseModel) -> Markup:
    """Write a model: a heading, its plain facts, then what has parts of its own."""
    if is_quote(model):
        return quotation(model)
    if {"columns", "rows"} <= type(model).model_fields.keys():
        held = dict(model)
        return grid(held["columns"], held["rows"])
    facts = {name: value for name, value in told(model) if is_plain(value)}
    parts = [(name, value) for name, value in told(model) if not is_plain(value)]
    head = heading(facts)
    pairs = joined(
        joined((tag("dt", words(name)), tag("dd", fragment(value))))
        for name, value in facts.items()
        if not (head and name in HEADED)
    )
    body = joined(joined((tag("h4", words(name)), fragment(value))) for name, value in parts)
    return tag("section", head, tag("dl", pairs) if pairs else "", body)


def heading(facts: dict[str, object]) -> Markup:
    """Head an answer with what it says."""
    if not all(name in facts for name in HEADED):
        return Markup()
    status = text_of(facts["status"])
    where = f"{facts['subject']} in {facts['region']} on {facts['as_of']}: "
    return tag("h3", where, tag("strong", status, class_=f"status {status}"))


def told(model: BaseModel) -> Iterator[tuple[str, object]]:
    """Give the fields that say something to a reader, in order; ids stand behind names."""
    for name, value in model:
        if value not in (None, "", (), False) and not name.endswith("_id"):
            yield name, value


def is_plain(value: object) -> bool:
    """Tell whether a value can stand in a cell."""
    if isinstance(value, tuple | list):
        return all(is_plain(part) for part in value)
    return isinstance(value, str | int | float | date | Enum)


def table(models: Sequence[BaseModel]) -> Markup:
    """Write models as rows; what does not fit in a cell stands below its row, folded."""
    rows = [dict(told(model)) for model in models]
    plain = {n: None for row in rows for n, value in row.items() if is_plain(value)}
    head = tag("tr", *(tag("th", words(name), scope="col") for name in plain))
    body = joined(joined(lines(row, list(plain))) for row in rows)
    return tag("table", tag("thead", head), tag("tbody", body))


def lines(row: dict[str, object], columns: Sequence[str]) -> Iterator[Markup]:
    """Write one model as a row, and its parts as a second one."""
    yield tag("tr", *(tag("td", cell(row.get(name))) for name in columns))
    parts = {name: value for name, value in row.items() if not is_plain(value)}
    if parts:
        folded = (
            tag("details", tag("summary", words(name)), fragment(value))
            for name, value in parts.items()
        )
        yield tag("tr", tag("td", joined(folded), colspan=max(1, len(columns))))


def cell(value: object) -> Markup:
    """Write a cell; what is not given is empty."""
    return Markup() if value is None or not is_plain(value) else fragment(value)


def words(name: str) -> str:
    """Write the name of a field in words."""
    return name.replace("_", " ")


def grid(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Markup:
    """Write rows of plain values under their columns."""
    head = tag("tr", *(tag("th", name, scope="col") for name in columns))
    body = joined(
        tag("tr", *(tag("td", "" if value is None else value) for value in row)) for row in rows
    )
    return tag("table", tag("thead", head), tag("tbody", body))


class Shown:
    """Several values, which notebooks show as a table."""

    def __init__(self, value: object) -> None:
        self.value = value

    def _repr_html_(self) -> str:
        return fragment(self.value)


def show(value: object) -> Shown:
    """Let a notebook show an answer of several parts, as `show(graph.serves("China", ...))`."""
    return Shown(value)
