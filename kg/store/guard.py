r"""What a free Cypher query may contain, decided before any engine sees it.

The engines' own read-only modes are not enough: in them LOAD CSV still reads files and fetches
addresses, procedures still act, and one long expression runs on after its time is over. So a
query is taken apart into words outside of strings, comments and back-quoted names, and refused
for what no question about the graph needs. What could be read differently by different engines
(`\u` escapes, block comments, odd line ends) is refused too.
"""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.errors import RefusedQuery
from kg.store.base import Limits

LONGEST = 20_000
LARGEST_RANGE = 10_000
FARTHEST = 10
PROCEDURES = frozenset({"db.labels", "db.relationshipTypes", "db.propertyKeys"})
BEGINNINGS = frozenset({"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL"})
WRITES = frozenset(
    {
        "CREATE", "INSERT", "MERGE", "SET", "DELETE", "DETACH", "NODETACH", "REMOVE", "DROP",
        "FOREACH", "ALTER", "GRANT", "DENY", "REVOKE",
    }
)  # fmt: skip
BEYOND = frozenset(
    {"LOAD", "CSV", "SHOW", "TERMINATE", "USE", "TRANSACTIONS", "REDUCE", "EXPLAIN", "PROFILE"}
)
OPENING = {")": "(", "]": "[", "}": "{"}
ENDLESS = re.compile(
    r"LoadCSV|Transaction|Lock|Repeat|StatefulShortestPath"
    r"|^(Create|Merge|Set|Delete|DetachDelete|Remove|Foreach|Terminate|Show|Drop|Alter|Do)"
)
"""Operators in the plan of a query that is no mere question, or may not end."""

TOKEN = re.compile(
    r"""
    (?P<space>[ \t\n]+|//[^\n]*)
    | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    | (?P<name>`[^`]*`)
    | (?P<word>[^\W\d]\w*(?:\.[^\W\d]\w*)*)
    | (?P<number>\d\w*(?:\.\d\w*)?)
    | (?P<mark>\.\.|.)
    """,
    re.VERBOSE | re.DOTALL,
)
ODD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]|/\*|\\[uU]")


class Token(NamedTuple):
    """A word, number, mark, string or back-quoted name; words keep their dots."""

    kind: str
    text: str

    @property
    def upper(self) -> str:
        """Give a word in capitals, and nothing for what is no word."""
        return self.text.upper() if self.kind == "word" else ""


def guard(query: str, parameters: Mapping[str, object]) -> str:
    """Refuse a query that is no mere question; give it as it may be run."""
    if len(query) > LONGEST:
        raise RefusedQuery(
            f"the query has {len(query)} characters, the limit is {LONGEST}; "
            "pass long values with --param"
        )
    text = query.replace("\r\n", "\n").strip().rstrip(";").rstrip()
    tokens = list(tokens_of(text))
    check_beginning(tokens)
    for check in (check_words, check_calls, check_patterns, check_nesting):
        check(tokens)
    check_ranges(tokens, parameters)
    return text


def tokens_of(text: str) -> Iterator[Token]:
    """Take a query apart; what engines might read differently is refused."""
    odd = ODD.search(text)
    if odd:
        raise RefusedQuery(
            f"the query has {odd[0]!r} at character {odd.start()}; write plain text with // "
            "comments, and pass other characters as parameters"
        )
    for found in TOKEN.finditer(text):
        kind = found.lastgroup or "mark"
        if kind == "mark" and found[0] in "'\"`":
            raise RefusedQuery(f"the query has a {found[0]} at character {found.start()} unclosed")
        if kind != "space":
            yield Token(kind, found[0])


def check_beginning(tokens: Sequence[Token]) -> None:
    """Refuse what does not begin as a question, and a second statement."""
    first = tokens[0].upper if tokens else ""
    if first not in BEGINNINGS:
        raise RefusedQuery(
            f"a query begins with {', '.join(sorted(BEGINNINGS))}, not with "
            f"'{tokens[0].text if tokens else ''}'"
        )
    if any(token == Token("mark", ";") for token in tokens):
        raise RefusedQuery("one query at a time: there is a ; inside it")


def check_words(tokens: Sequence[Token]) -> None:
    """Refuse words that write, or reach beyond the graph."""
    for token in tokens:
        if token.upper in WRITES:
            raise RefusedQuery(
                f"'{token.text}' writes, and this is read-only; if it is a name, put it in `"
            )
        if token.upper in BEYOND:
            raise RefusedQuery(
                f"'{token.text}' is not allowed in a query; if it is a name, put it in `"
            )


def check_calls(tokens: Sequence[Token]) -> None:
    """Allow subqueries and a few procedures."""
    for number, token in enumerate(tokens):
        if token.upper != "CALL":
            continue
        called = tokens[number + 1] if number + 1 < len(tokens) else Token("mark", "")
        if called.text not in {"{", "("} and called.text not in PROCEDURES:
            raise RefusedQuery(
                f"CALL {called.text} is not allowed; only subqueries and "
                f"{', '.join(sorted(PROCEDURES))} are"
            )


def check_patterns(tokens: Sequence[Token]) -> None:
    """Cap how far a relationship of variable length may go, and refuse repeated patterns."""
    for number, token in enumerate(tokens):
        if token == Token("mark", "[") and number and tokens[number - 1].text == "-":
            check_length(inside(tokens, number))
        if token.kind == "mark" and token.text in "*+{" and follows_pattern(tokens, number):
            raise RefusedQuery(
                f"repeated patterns are not allowed; write -[:TYPE*1..{FARTHEST}]->"
            )


def follows_pattern(tokens: Sequence[Token], number: int) -> bool:
    """Tell whether a mark that may repeat something stands behind an arrow or a whole path."""
    before = [token.text for token in tokens[max(0, number - 2) : number]]
    if before in (["-", ">"], ["]", "-"], ["-", "-"], ["<", "-"]):
        return True
    if before[-1:] != [")"]:
        return False
    begin = opening(tokens, number - 1)
    texts = [token.text for token in tokens[begin:number]]
    pairs = set(itertools.pairwise(texts))
    return bool(pairs & {("-", "["), ("-", "-"), ("-", ">"), ("<", "-")})


def opening(tokens: Sequence[Token], number: int) -> int:
    """Find the bracket that a closing one belongs to."""
    depth = 0
    for begin in range(number, -1, -1):
        text = tokens[begin].text if tokens[begin].kind == "mark" else ""
        depth += (text in OPENING) - (text in OPENING.values())
        if depth == 0:
            return begin
    return 0


def inside(tokens: Sequence[Token], number: int) -> list[Token]:
    """Give what stands between a bracket and the one that closes it."""
    depth = 0
    for end in range(number, len(tokens)):
        text = tokens[end].text if tokens[end].kind == "mark" else ""
        depth += (text in OPENING.values()) - (text in OPENING)
        if depth == 0:
            return list(tokens[number + 1 : end])
    return list(tokens[number + 1 :])


def check_length(pattern: Sequence[Token]) -> None:
    """Refuse a relationship pattern whose length has no end, or a far one."""
    for number, token in enumerate(pattern):
        if token.upper == "WHERE" or token.text == "{":
            return
        if token.text == "*":
            told = [t.text for t in pattern[number + 1 : number + 4]]
            end = told[2] if told[1:2] == [".."] and len(told) > 2 else None
            end = end or (told[1] if told[:1] == [".."] and len(told) > 1 else None)
            end = end or (told[0] if told and told[1:2] != [".."] else None)
            if whole(end) is None or not 0 <= (whole(end) or 0) <= FARTHEST:
                raise RefusedQuery(
                    f"a path of variable length needs an end of at most {FARTHEST}: "
                    f"write -[:TYPE*1..{FARTHEST}]->"
                )


def check_nesting(tokens: Sequence[Token]) -> None:
    """Refuse a list comprehension inside another: no engine can stop such a loop in a loop."""
    open_loops: list[bool] = []
    for number, token in enumerate(tokens):
        if token.kind != "mark":
            continue
        if token.text in OPENING.values():
            loops = token.text in "([" and is_loop(tokens, number)
            if loops and any(open_loops):
                raise RefusedQuery("a loop over a list inside another is not allowed; use UNWIND")
            open_loops.append(loops)
        elif token.text in OPENING and open_loops:
            open_loops.pop()


def is_loop(tokens: Sequence[Token], number: int) -> bool:
    """Tell whether a bracket begins a loop: [x IN ... or any(x IN ... ."""
    if len(tokens) < number + 3 or tokens[number + 2].upper != "IN":
        return False
    before = tokens[number - 1].upper if number else ""
    quantified = before in {"ANY", "ALL", "NONE", "SINGLE", "FILTER", "EXTRACT"}
    return tokens[number].text == "[" or quantified


def check_ranges(tokens: Sequence[Token], parameters: Mapping[str, object]) -> None:
    """Cap the lists that range() makes."""
    for number, token in enumerate(tokens):
        if token.upper != "RANGE" or tokens[number + 1 : number + 2] != [Token("mark", "(")]:
            continue
        bounds = [bound(part, parameters) for part in arguments(inside(tokens, number + 1))]
        if not bounds or any(b is None or abs(b) > LARGEST_RANGE for b in bounds):
            raise RefusedQuery(
                f"range() needs whole numbers up to {LARGEST_RANGE}, parameters or size() "
                "as its bounds"
            )


def arguments(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Split the arguments of a function at its own commas."""
    part: list[Token] = []
    depth = 0
    for token in tokens:
        mark = token.text if token.kind == "mark" else ""
        depth += (mark in OPENING.values()) - (mark in OPENING)
        if mark == "," and depth == 0:
            yield part
            part = []
        else:
            part.append(token)
    yield part


def bound(tokens: Sequence[Token], parameters: Mapping[str, object]) -> int | None:
    """Give a bound of range(): a number, a parameter's, or 0 for the size of something."""
    texts = [token.text for token in tokens]
    if texts[:1] == ["-"]:
        return whole("".join(texts[1:]))
    if len(texts) == 2 and texts[0] == "$":
        value = parameters.get(texts[1])
        return value if isinstance(value, int) else None
    if len(texts) > 3 and texts[0].lower() in {"size", "length"} and texts[1] == "(":
        rest = texts[len(inside(tokens, 1)) + 3 :]
        return 0 if rest in ([], ["-", "1"]) else None
    return whole("".join(texts))


def whole(text: str | None) -> int | None:
    """Read a whole number written in digits."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,9}", text) else None


def too_slow(limits: Limits) -> RefusedQuery:
    """Tell that a query did not end in time."""
    return RefusedQuery(
        f"the query did not end within {limits.seconds:g} seconds; name labels, narrow it with "
        "WHERE, or give it more time"
    )


def too_large() -> RefusedQuery:
    """Tell that a query asks for too much memory."""
    return RefusedQuery("the query needs more memory than one may have; ask for less")
