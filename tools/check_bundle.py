"""Check proof bundles: `python check_bundle.py BUNDLE.json...`; nothing else is needed.

A bundle is what `kg prove` writes. This program needs no store, no network and nothing but
Python's standard library. It recomputes every hash and id, cuts every quote from its text, and
compares what the answer cites with what the documents say. It prints each fault and ends with 1,
or says what was verified and ends with 0. What it proves, and what not: docs/bundles.md.
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote as encoded

Tree = dict[str, Any]

FORMAT = "kg-bundle 1"
BASE = "https://w3id.org/ai-geopolitics/"
CONTEXT = {
    "kg": f"{BASE}vocabulary#",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "generated": {"@id": "prov:generatedAtTime", "@type": "xsd:dateTime"},
}
GROUNDS = ("evidence", "against", "upcoming", "risks", "unofficial")
IDENTITY = (
    "subject", "predicate", "object", "polarity", "modality", "valid_from", "valid_to", "channel",
    "via", "audience", "condition", "listed", "figure", "attributed_to", "document", "start",
    "end", "asserted_on",
)  # fmt: skip
"""The fields of a statement that make up its id, in their order."""
STATEMENT = {
    *IDENTITY, "confidence", "extractor", "publisher", "recorded_at", "retracted_at",
}  # fmt: skip
DOCUMENT = ("id", "text", "title", "published", "publisher", "url")
"""The fields of a document that make up its key, in their order."""
SAME = (
    "predicate", "polarity", "modality", "valid_from", "valid_to", "channel", "audience",
    "condition", "figure", "start", "end", "confidence", "extractor",
)  # fmt: skip
"""What an answer repeats of a statement word for word."""
NAMED = ("subject", "object", "via", "attributed_to")
"""What an answer gives by name, and a statement by id."""
VALUES = {
    "polarity": {"affirmed", "negated"},
    "modality": {"actual", "announced", "proposed", "rumoured"},
    "channel": {None, "direct", "partner", "joint_venture", "offshore", "unofficial"},
    "listed": {None, "complete", "open"},
}
STATUSES = {"available", "limited", "unavailable", "contested", "unknown"}
DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
PARTS = {
    "format": str, "made_by": dict, "question": dict, "answers": list, "rules": list,
    "statements": dict, "documents": dict, "names": dict, "prov": dict, "digest": str,
}  # fmt: skip


class UnreadableError(Exception):
    """A file that is no bundle at all."""


def main(paths: list[str]) -> int:
    """Check every bundle, and tell the worst of them by the exit code."""
    if not paths or paths[0] in {"-h", "--help"}:
        print(__doc__)
        return 0 if paths else 2
    return max([report(path) for path in paths])


def report(path: str) -> int:
    """Print what is wrong with one bundle, or what of it was verified."""
    try:
        bundle = read(Path(path))
        faults = list(check(bundle))
    except UnreadableError as error:
        faults, bundle = [str(error)], {}
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
        faults, bundle = [f"it is not built like a bundle: {error!r}"], {}
    for fault in faults:
        print(f"{path}: {shown(fault)}")
    if faults:
        return 1
    print(f"{path}: verified: {summary(bundle)}")
    for key in without_text(bundle):
        print(f"{path}: NOT verified: text and quotes of {shown(key)} (the bundle has its hash)")
    return 0


def shown(text: str) -> str:
    """Make a text of unknown origin printable on one line."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)[:500]


def read(path: Path) -> Tree:
    """Read a file as JSON in which no key stands twice and every number is one."""
    try:
        found = json.loads(
            path.read_bytes().decode("utf-8"), object_pairs_hook=unique, parse_constant=refuse
        )
    except (OSError, ValueError, RecursionError) as error:
        raise UnreadableError(f"it cannot be read: {error}") from error
    if not isinstance(found, dict):
        raise UnreadableError("it is no JSON object")
    return found


def unique(pairs: list[tuple[str, Any]]) -> Tree:
    """Build an object, unless a key stands in it twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError(f"a key stands twice among {[key for key, _ in pairs]}")
    return found


def refuse(constant: str) -> None:
    """Refuse what JSON does not have."""
    raise ValueError(f"{constant} is no number")


def check(bundle: Tree) -> Iterator[str]:
    """Give everything that is wrong with a bundle."""
    wrong = [
        f"'{name}' is missing or of the wrong kind"
        for name, kind in PARTS.items()
        if not isinstance(bundle.get(name), kind)
    ]
    wrong += [f"'{name}' is no part of a bundle" for name in sorted(bundle.keys() - PARTS)]
    yield from wrong
    if wrong:
        return
    if bundle["format"] != FORMAT:
        yield f"its format is '{bundle['format']}'; this program checks '{FORMAT}'"
    if digest({k: v for k, v in bundle.items() if k != "digest"}) != bundle["digest"]:
        yield "the digest is not that of the bundle: something in it was changed"
    for part in (documents, statements, quotes, answers, cited, rules, question, provenance):
        yield from part(bundle)


def digest(told: object) -> str:
    """Hash a value by the one way of writing it as JSON."""
    return hashed(json.dumps(told, sort_keys=True, separators=(",", ":")))


def hashed(text: str) -> str:
    """Hash a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def documents(bundle: Tree) -> Iterator[str]:
    """Recompute the keys and hashes of the documents."""
    for key, document in bundle["documents"].items():
        if key.rpartition("@")[0] != document["id"]:
            yield f"document {key} has the id '{document['id']}'"
        if document["published"] is not None and not DAY.fullmatch(document["published"]):
            yield f"document {key} was published on '{document['published']}', which is no day"
        text = document["text"]
        if text is None:
            continue
        if hashed(text) != document["sha256"]:
            yield f"document {key}: its text has another hash than it says"
        told = hashed(json.dumps([document[name] for name in DOCUMENT]))
        if key != f"{document['id']}@{told[:16]}":
            yield f"document {key}: its text, title, date, publisher or address was changed"


def statements(bundle: Tree) -> Iterator[str]:
    """Recompute the ids of the statements, and compare them with their documents."""
    for key, cited_ in bundle["statements"].items():
        statement = cited_["statement"]
        if cited_.keys() != {"statement", "quote"} or statement.keys() != STATEMENT:
            yield f"statement {key} has fields too many or too few"
            continue
        told = hashed(json.dumps([statement[name] for name in IDENTITY]))
        if key != told[:24]:
            yield f"statement {key}: what it says has the id {told[:24]}"
        for name, values in VALUES.items():
            if statement[name] not in values:
                yield f"statement {key}: '{statement[name]}' is no {name}"
        document = bundle["documents"].get(statement["document"])
        if document is None:
            yield f"statement {key} rests on {statement['document']}, which is not in the bundle"
        elif document["published"] != statement["asserted_on"]:
            yield f"statement {key} is dated {statement['asserted_on']}, its document is not"


def quotes(bundle: Tree) -> Iterator[str]:
    """Cut every quote from its text."""
    for key, cited_ in bundle["statements"].items():
        statement, words = cited_["statement"], cited_["quote"]
        start, end = statement["start"], statement["end"]
        if not (is_place(start) and is_place(end) and 0 <= start <= end):
            yield f"statement {key}: {start} to {end} is no place in a text"
        elif len(words) != end - start:
            yield f"statement {key}: its quote has {len(words)} characters, not {end - start}"
        text = bundle["documents"].get(statement["document"], {}).get("text")
        if text is not None and text[start:end] != words:
            yield f"statement {key}: '{words}' does not stand at {start} to {end} in its document"


def is_place(value: object) -> bool:
    """Tell whether a value is a whole number, which true and 1.0 are not."""
    return type(value) is int


def singles(bundle: Tree) -> Iterator[Tree]:
    """Give the answers on providers and on each of their services."""
    for answer in bundle["answers"]:
        if "services" in answer:
            yield answer["answer"]
            yield from answer["services"]
        else:
            yield answer


def answers(bundle: Tree) -> Iterator[str]:
    """Compare everything that the answers cite with the statements and documents."""
    for answer in singles(bundle):
        name = f"the answer on {answer['subject']} in {answer['region']}"
        if answer["status"] not in STATUSES:
            yield f"{name}: '{answer['status']}' is no status"
        for ground in GROUNDS:
            for evidence in answer[ground]:
                for fault in compared(evidence, bundle):
                    yield f"{name}, {ground}, statement {evidence['statement']}: {fault}"


def compared(evidence: Tree, bundle: Tree) -> Iterator[str]:
    """Compare one citation with its statement and its document."""
    found = bundle["statements"].get(evidence["statement"])
    if found is None:
        yield "it is not in the bundle"
        return
    statement, names = found["statement"], bundle["names"]
    document = bundle["documents"].get(statement["document"], {})
    expected = {name: statement[name] for name in SAME}
    expected |= {name: names.get(statement[name]) for name in NAMED}
    speaker = statement["attributed_to"] or statement["publisher"]
    expected |= {
        "statement": evidence["statement"],
        "speaker": names.get(speaker) if speaker else None,
        "doc": document.get("id"),
        "headline": document.get("title"),
        "publisher": document.get("publisher"),
        "published": document.get("published"),
        "url": document.get("url"),
        "quote": found["quote"],
    }
    for field in sorted(expected.keys() | evidence.keys()):
        if not (field in evidence and field in expected and same(evidence, expected, field)):
            yield f"it cites {field} {evidence.get(field)!r}, not {expected.get(field)!r}"


def same(one: Tree, other: Tree, field: str) -> bool:
    """Compare a field as JSON does, so that 1, 1.0 and true are three values."""
    return digest(one[field]) == digest(other[field])


def cited(bundle: Tree) -> Iterator[str]:
    """Find what no answer cites, and names of nobody."""
    used = {e["statement"] for a in singles(bundle) for g in GROUNDS for e in a[g]}
    for key in sorted(bundle["statements"].keys() - used):
        yield f"statement {key} is cited by no answer"
    rest_on = {s["statement"]["document"] for s in bundle["statements"].values()}
    for key in sorted(bundle["documents"].keys() - rest_on):
        yield f"document {key} is cited by no statement"


def rules(bundle: Tree) -> Iterator[str]:
    """See that the rules that decided are there, with the texts that their hashes stand for."""
    known = [rule["id"] for rule in bundle["rules"]]
    decided = {name for answer in singles(bundle) for name in answer["rules"]}
    if len(set(known)) < len(known):
        yield "a rule stands twice"
    for name in sorted(decided.symmetric_difference(known)):
        yield f"rule '{name}' is named by an answer or told in the bundle, but not both"
    for rule in bundle["rules"]:
        if hashed(rule["text"]) != rule["sha256"]:
            yield f"rule '{rule['id']}': its text has another hash than it says"


def question(bundle: Tree) -> Iterator[str]:
    """Compare the answers with the question."""
    asked = bundle["question"]
    if asked["kind"] == "status" and len(bundle["answers"]) != 1:
        yield f"one answer is asked for; there are {len(bundle['answers'])}"
    for answer in (*bundle["answers"], *singles(bundle)):
        for field in ("as_of", "known_on"):
            if field in answer and answer[field] != asked[field]:
                yield f"the answer is for {field} {answer[field]}, the question {asked[field]}"
        if answer["region_id"] not in bundle["names"]:
            yield f"the answer is on the region '{answer['region_id']}', which is not named"
    for answer in bundle["answers"]:
        if "services" in answer and answer["status"] != answer["answer"]["status"]:
            yield f"the answer on {answer['provider']} has two statuses"


def provenance(bundle: Tree) -> Iterator[str]:
    """Build the provenance anew and compare."""
    if bundle["prov"] != {"@context": CONTEXT, "@graph": expected_graph(bundle)}:
        yield "the provenance (PROV-O) is not that of the answer and its statements"


def expected_graph(bundle: Tree) -> list[Tree]:
    """Tell the provenance of the answer: what it was derived from, by what, and who says so."""
    told = digest(bundle["answers"])
    version = bundle["made_by"]["program"].removeprefix("kg ")
    judging, program = f"urn:kg:judging:{told}", f"urn:kg:program:{version}"
    used = [{"id": iri("statement", key)} for key in sorted(bundle["statements"])]
    keys = sorted({one["statement"]["document"] for one in bundle["statements"].values()})
    return [
        {"id": f"urn:kg:answer:{told}", "type": "prov:Entity",
         "prov:wasGeneratedBy": {"id": judging}, "prov:wasDerivedFrom": used},
        {"id": judging, "type": "prov:Activity", "prov:used": used,
         "prov:wasAssociatedWith": {"id": program}},
        {"id": program, "type": ["prov:Agent", "prov:SoftwareAgent"]},
        *(expected_node(key, one) for key, one in sorted(bundle["statements"].items())),
        *({"id": iri("document", key), "type": ["prov:Entity", "kg:Document"]} for key in keys),
    ]  # fmt: skip


def expected_node(key: str, cited_: Tree) -> Tree:
    """Describe one statement as something that was derived from a document."""
    statement = cited_["statement"]
    node = {
        "id": iri("statement", key),
        "type": ["prov:Entity", "kg:Statement"],
        "prov:value": cited_["quote"],
        "prov:wasDerivedFrom": {"id": iri("document", statement["document"])},
    }
    if speaker := statement["attributed_to"] or statement["publisher"]:
        node["prov:wasAttributedTo"] = {"id": iri("entity", speaker)}
    if statement["recorded_at"]:
        node["generated"] = statement["recorded_at"]
    return node


def iri(kind: str, name: str) -> str:
    """Make the IRI of a statement, document or entity."""
    safe = encoded(name, safe="", errors="surrogatepass")
    return f"{BASE}{kind}/{safe if safe.strip('.') else safe.replace('.', '%2E')}"


def without_text(bundle: Tree) -> list[str]:
    """List the documents of which the bundle has only the hash."""
    return [key for key, document in bundle["documents"].items() if document["text"] is None]


def summary(bundle: Tree) -> str:
    """Say in a line what was verified."""
    counts = {"answers": len(bundle["answers"]), "statements": len(bundle["statements"])}
    counts |= {"documents": len(bundle["documents"]), "rules": len(bundle["rules"])}
    told = ", ".join(f"{count} {name}" for name, count in counts.items())
    return f"{told}; digest {bundle['digest']}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
