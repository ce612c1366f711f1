"""Proof bundles: an answer with everything that a checker needs who has no store."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from pydantic import ValidationError

from kg.errors import BadDate, InputError
from kg.model.bundle import Asked, Bundle, Cited, MadeBy, RuleText, Source, Tree, digest
from kg.model.document import Document
from kg.model.evidence import Answer, Evidence, ProviderAnswer
from kg.model.statement import Statement
from kg.questions.days import end_of
from kg.questions.reader import Reader
from kg.questions.serves import serves
from kg.questions.status import status
from kg.rdf import DOCUMENT, ENTITY, PREFIXES, STATEMENT, iri
from kg.reason.rules import RULES
from kg.version import __version__

GROUNDS = ("evidence", "against", "upcoming", "risks", "unofficial")
CONTEXT: Tree = {
    "kg": PREFIXES["kg"],
    "prov": PREFIXES["prov"],
    "xsd": PREFIXES["xsd"],
    "id": "@id",
    "type": "@type",
    "generated": {"@id": "prov:generatedAtTime", "@type": "xsd:dateTime"},
}


def question(kind: str, names: Sequence[str], **other: object) -> Asked:
    """Make a question of its kind and the names that belong to it."""
    wanted = QUESTIONS.get(kind)
    if wanted is None or len(names) != len(wanted):
        forms = " or ".join(" ".join([k, *map(str.upper, v)]) for k, v in QUESTIONS.items())
        raise InputError(f"'{' '.join([kind, *names])}' is no question; write {forms}")
    told = dict(zip(wanted, names, strict=True))
    try:
        return Asked.model_validate({"kind": kind, **told, **other})
    except ValidationError as error:
        fields = ", ".join(str(e["loc"][0]) for e in error.errors() if e["loc"])
        raise BadDate(f"{fields} must be a day; write YYYY-MM-DD") from error


QUESTIONS = {"status": ("subject", "region"), "serves": ("region",)}
"""The kinds of questions, each with the names that it needs."""


def prove(reader: Reader, asked: Asked, *, texts: bool = True) -> Bundle:
    """Answer a question and gather all that stands behind the answer.

    Without `texts` the bundle has only the hashes of the documents, so that whoever may not pass
    them on can; a checker then cannot verify the quotes.
    """
    answers = answered(reader, asked)
    statements = {s.id: s for s in cited(reader, answers)}
    documents = reader.store.texts({s.document for s in statements.values()})
    quoted = {
        key: Cited(statement=s, quote=documents[s.document].quote(s.start, s.end))
        for key, s in sorted(statements.items())
    }
    return Bundle(
        made_by=MadeBy(program=f"kg {__version__}", catalogue=reader.catalogue.version),
        question=asked,
        answers=answers,
        rules=tuple(rules_of(answers)),
        statements=quoted,
        documents={key: source(d, texts=texts) for key, d in sorted(documents.items())},
        names=names(reader, statements.values(), asked),
        prov=provenance(answers, quoted),
    )


def answered(reader: Reader, asked: Asked) -> tuple[Answer | ProviderAnswer, ...]:
    """Answer what is asked."""
    region, on, audience, owner = asked.region, asked.as_of, asked.audience, asked.owned_from
    if asked.kind == "serves":
        return serves(reader, region, on=on, audience=audience, owned_from=owner)
    subject = asked.subject or ""
    return (status(reader, subject, region, on=on, audience=audience, owned_from=owner),)


def single(answers: Iterable[Answer | ProviderAnswer]) -> Iterator[Answer]:
    """Give the answers on providers and on each of their services."""
    for answer in answers:
        if isinstance(answer, ProviderAnswer):
            yield from (answer.answer, *answer.services)
        else:
            yield answer


def grounds(answers: Iterable[Answer | ProviderAnswer]) -> Iterator[Evidence]:
    """Give everything that answers cite, for and against."""
    for answer in single(answers):
        for ground in GROUNDS:
            yield from getattr(answer, ground)


def cited(reader: Reader, answers: Iterable[Answer | ProviderAnswer]) -> Iterator[Statement]:
    """Fetch the statements that answers cite."""
    wanted: dict[str, set[str]] = {}
    for evidence in grounds(answers):
        wanted.setdefault(evidence.doc, set()).add(evidence.statement)
    for document, ids in sorted(wanted.items()):
        known = reader.store.statements(document_id=document, known_on=end_of(reader.known_on))
        yield from (s for s in known if s.id in ids)


def rules_of(answers: Iterable[Answer | ProviderAnswer]) -> Iterator[RuleText]:
    """Give the rules that decided, in order of precedence, with their texts."""
    decided = {rule for answer in single(answers) for rule in answer.rules}
    for name, rule in RULES.items():
        if name in decided:
            text = " ".join(rule.text.split())
            yield RuleText(id=name, title=rule.title, text=text, sha256=hashed(text))


def source(document: Document, *, texts: bool) -> Source:
    """Describe a document version, with its text or only the hash of it."""
    kept = set(Source.model_fields) & set(Document.model_fields) - {"text"}
    told = {name: getattr(document, name) for name in kept}
    text = document.text if texts else None
    return Source(**told, sha256=hashed(document.text), text=text)


def hashed(text: str) -> str:
    """Hash a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def names(reader: Reader, statements: Iterable[Statement], asked: Asked) -> dict[str, str]:
    """Name every entity that statements speak of, and those of the question."""
    fields = ("subject", "object", "via", "attributed_to", "speaker")
    ids = {i for s in statements for field in fields if (i := getattr(s, field))}
    ids |= {reader.region(asked.region).id}
    ids |= {reader.subject(asked.subject).id} if asked.subject else set()
    world = reader.world(ids)
    return {i: world.name(reader.clusters.of(i)) for i in sorted(ids)}


def provenance(answers: Iterable[Answer | ProviderAnswer], quoted: dict[str, Cited]) -> Tree:
    """Tell in PROV-O what the answer was derived from, by what, and who says so.

    The context stands in the bundle itself: nothing is to be fetched to read it.
    """
    told = [answer.model_dump(mode="json") for answer in answers]
    answer, judging = f"urn:kg:answer:{digest(told)}", f"urn:kg:judging:{digest(told)}"
    program = f"urn:kg:program:{__version__}"
    used = [ref(iri(STATEMENT, key)) for key in quoted]
    keys = sorted({one.statement.document for one in quoted.values()})
    graph: list[Tree] = [
        {"id": answer, "type": "prov:Entity", "prov:wasGeneratedBy": ref(judging),
         "prov:wasDerivedFrom": used},
        {"id": judging, "type": "prov:Activity", "prov:used": used,
         "prov:wasAssociatedWith": ref(program)},
        {"id": program, "type": ["prov:Agent", "prov:SoftwareAgent"]},
        *(stated(key, one) for key, one in quoted.items()),
        *(described(key) for key in keys),
    ]  # fmt: skip
    return {"@context": CONTEXT, "@graph": graph}


def described(key: str) -> Tree:
    """Describe a document version."""
    return {"id": iri(DOCUMENT, key), "type": ["prov:Entity", "kg:Document"]}


def ref(name: str) -> Tree:
    """Point at a node."""
    return {"id": name}


def stated(key: str, one: Cited) -> Tree:
    """Describe a statement as something that was derived from a document."""
    s = one.statement
    told: Tree = {
        "id": iri(STATEMENT, key),
        "type": ["prov:Entity", "kg:Statement"],
        "prov:value": one.quote,
        "prov:wasDerivedFrom": ref(iri(DOCUMENT, s.document)),
    }
    if s.speaker:
        told["prov:wasAttributedTo"] = ref(iri(ENTITY, s.speaker))
    if s.recorded_at:
        told["generated"] = s.model_dump(mode="json", include={"recorded_at"})["recorded_at"]
    return told
