"""The questions: each a route of the command's name, with the command's options and JSON."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from kg.errors import InputError
from kg.graph import Graph
from kg.model.change import Change, Timeline
from kg.model.comparison import Comparison
from kg.model.conflict import Conflict
from kg.model.evidence import Answer, ProviderAnswer
from kg.model.gap import Gap, Lack
from kg.model.network import Chain, Connected, Left, Network
from kg.model.observation import Observation
from kg.model.path import Paths
from kg.model.policy import Policies
from kg.model.reply import Reply
from kg.model.supposition import Supposition
from kg.web.answering import (
    AsOf,
    Audience,
    KnownOn,
    Limit,
    Maybe,
    Name,
    Offset,
    OwnedFrom,
    json_of,
    part_of,
    today,
)
from kg.web.working import Work

From = Annotated[
    str | None, Query(alias="from", description="The earlier day.", examples=["2024-07-01"])
]
To = Annotated[
    str | None, Query(description="The later day; default `as_of`.", examples=["2024-10-22"])
]


def questions(graph: Graph, work: Work) -> APIRouter:
    """Make the routes of questions."""
    router = APIRouter(prefix="/api", tags=["questions"])
    for add in (words, availability, history, surroundings, hypotheses):
        add(router, graph, work)
    return router


def words(router: APIRouter, graph: Graph, work: Work) -> None:
    """Add questions in plain words."""

    @router.get("/ask", response_model=Reply)
    @work.within
    def ask(
        q: Annotated[str, Query(examples=["Who still serves China?"], max_length=400)],
        as_of: AsOf = None,
    ) -> Response:
        """Answer a plain question, put on a day, and say how it was read."""
        return json_of(graph.ask(q, on=as_of or today()))

    @router.get("/suggest", response_model=list[str])
    @work.within
    def suggest(
        q: Annotated[str, Query(examples=["Who still serves Ch"], max_length=400)],
        limit: Annotated[int, Query(ge=1, le=20)] = 8,
    ) -> Response:
        """Complete the beginning of a plain question."""
        return json_of(graph.suggest(q, limit=limit))


def availability(router: APIRouter, graph: Graph, work: Work) -> None:
    """Add who serves, the status of one, the ways, and providers side by side."""

    @router.get("/serves", response_model=list[ProviderAnswer])
    @work.within
    def serves(
        region: Annotated[str, Query(examples=["China"], max_length=200)],
        as_of: AsOf = None,
        known_on: KnownOn = None,
        audience: Audience = None,
        owned_from: OwnedFrom = None,
    ) -> Response:
        """Which providers serve a region on a day: services, channels, audiences, who says so."""
        return json_of(
            graph.serves(
                region,
                as_of=as_of or today(),
                known_on=known_on,
                audience=audience,
                owned_from=owned_from,
            )
        )

    @router.get("/status", response_model=Answer)
    @work.within
    def status(
        subject: Annotated[str, Query(examples=["ChatGPT"], max_length=200)],
        region: Annotated[str, Query(examples=["Italy"], max_length=200)],
        as_of: AsOf = None,
        known_on: KnownOn = None,
        audience: Audience = None,
        owned_from: OwnedFrom = None,
    ) -> Response:
        """The status of a subject in a region on a day, with evidence for and against."""
        return json_of(
            graph.status(
                subject,
                region,
                as_of=as_of or today(),
                known_on=known_on,
                audience=audience,
                owned_from=owned_from,
            )
        )

    @router.get("/paths", response_model=Paths)
    @work.within
    def paths(
        model: Annotated[str, Query(examples=["GPT-4"], max_length=200)],
        region: Annotated[str, Query(examples=["China"], max_length=200)],
        as_of: AsOf = None,
        known_on: KnownOn = None,
    ) -> Response:
        """Which ways lead customers in a region to a model."""
        return json_of(graph.paths(model, region, as_of=as_of or today(), known_on=known_on))

    @router.get("/compare", response_model=Comparison)
    @work.within
    def compare(
        providers: Annotated[list[str], Query(examples=[["Microsoft", "OpenAI"]], max_length=12)],
        region: Name,
        as_of: AsOf = None,
        known_on: KnownOn = None,
    ) -> Response:
        """Providers side by side in a region: services, channels, audiences, policies, risks."""
        found = graph.compare(*providers, region=region, as_of=as_of or today(), known_on=known_on)
        return json_of(found)


def history(router: APIRouter, graph: Graph, work: Work) -> None:
    """Add what changed, and where sources disagree."""

    @router.get("/timeline", response_model=Timeline)
    @work.within
    def timeline(
        name: Annotated[str, Query(examples=["ChatGPT"], max_length=200)],
        region: Maybe = None,
        first: From = None,
        to: To = None,
        as_of: AsOf = None,
        known_on: KnownOn = None,
    ) -> Response:
        """How answers changed, day by day, and what was issued, ordered, announced, proposed."""
        last = to or as_of or today()
        return json_of(graph.timeline(name, region, start=first, end=last, known_on=known_on))

    @router.get("/diff", response_model=list[Change])
    @work.within
    def diff(
        name: Maybe = None,
        region: Maybe = None,
        first: From = None,
        to: To = None,
        known_from: KnownOn = None,
        known_to: KnownOn = None,
        as_of: AsOf = None,
        known_on: KnownOn = None,
        limit: Limit = 1000,
        offset: Offset = 0,
    ) -> Response:
        """What changed between two days, or two days of knowledge, in answers."""
        if not (first or known_from):
            raise InputError("give what to compare with: from=DAY, or known_from=DAY")
        day = as_of or today()
        found = graph.diff(
            name,
            region,
            before=first or day,
            after=to or day,
            known_before=known_from or known_on,
            known_after=known_to or known_on,
        )
        return part_of(found, limit, offset)

    @router.get("/conflicts", response_model=list[Conflict])
    @work.within
    def conflicts(
        subject: Maybe = None,
        region: Maybe = None,
        as_of: AsOf = None,
        known_on: KnownOn = None,
        limit: Limit = 1000,
        offset: Offset = 0,
    ) -> Response:
        """Where sources contradict each other for the same time, and what was preferred."""
        found = graph.conflicts(subject, region, as_of=as_of or today(), known_on=known_on)
        return part_of(found, limit, offset)

    @router.get("/gaps", response_model=list[Gap])
    @work.within
    def gaps(
        kind: Annotated[list[Lack] | None, Query()] = None,
        as_of: AsOf = None,
        known_on: KnownOn = None,
        limit: Limit = 1000,
        offset: Offset = 0,
    ) -> Response:
        """What is stale, which sources are late, who is silent, which names are unknown."""
        found = graph.gaps(as_of=as_of or today(), known_on=known_on, kinds=kind or ())
        return part_of(found, limit, offset)


def surroundings(router: APIRouter, graph: Graph, work: Work) -> None:
    """Add policies, figures, and who belongs to whom."""

    @router.get("/policies", response_model=Policies)
    @work.within
    def policies(name: Maybe = None, as_of: AsOf = None, known_on: KnownOn = None) -> Response:
        """Which policies and acts touch a provider, service or region, and how far they are."""
        return json_of(graph.policies(name, as_of=as_of or today(), known_on=known_on))

    @router.get("/figures", response_model=list[Observation])
    @work.within
    def figures(
        name: Maybe = None,
        as_of: AsOf = None,
        known_on: KnownOn = None,
        limit: Limit = 1000,
        offset: Offset = 0,
    ) -> Response:
        """What figures sources give, of whom, and who gives them."""
        found = graph.figures(name, as_of=as_of or today(), known_on=known_on)
        return part_of(found, limit, offset)

    @router.get("/network", response_model=Network)
    @work.within
    def network(
        name: Annotated[str, Query(examples=["Anthropic"], max_length=200)],
        depth: Annotated[int, Query(ge=1, le=6)] = 1,
        owned_from: Annotated[list[str] | None, Query(max_length=20)] = None,
        as_of: AsOf = None,
        known_on: KnownOn = None,
    ) -> Response:
        """Who owns, funds, runs, supplies and works with somebody."""
        found = graph.network(
            name,
            as_of=as_of or today(),
            known_on=known_on,
            depth=depth,
            owned_from=owned_from or (),
        )
        return json_of(found)

    @router.get("/network/chains", response_model=list[Chain])
    @work.within
    def chains(
        name: Name, path_to: Name, as_of: AsOf = None, known_on: KnownOn = None
    ) -> Response:
        """The shortest ways from one entity to another, each step with its evidence."""
        found = graph.chains(name, path_to, as_of=as_of or today(), known_on=known_on)
        return json_of(found)

    @router.get("/network/most-connected", response_model=list[Connected])
    @work.within
    def most_connected(
        as_of: AsOf = None, known_on: KnownOn = None, limit: Limit = 20
    ) -> Response:
        """Who is joined to most others."""
        found = graph.most_connected(as_of=as_of or today(), known_on=known_on, limit=limit)
        return json_of(found)


def hypotheses(router: APIRouter, graph: Graph, work: Work) -> None:
    """Add what would be, were something else so."""

    @router.get("/whatif", response_model=Supposition)
    @work.within
    def whatif(
        policy: Annotated[str, Query(examples=["AI Diffusion Rule"], max_length=200)],
        region: Maybe = None,
        as_of: AsOf = None,
        known_on: KnownOn = None,
    ) -> Response:
        """Which answers would change were a policy in force; nothing is stored."""
        found = graph.whatif(policy, as_of=as_of or today(), known_on=known_on, region=region)
        return json_of(found)

    @router.get("/network/without", response_model=list[Left])
    @work.within
    def without(
        provider: Name, region: Name, as_of: AsOf = None, known_on: KnownOn = None
    ) -> Response:
        """What becomes of each service in a region if a provider leaves it."""
        found = graph.without(provider, region, as_of=as_of or today(), known_on=known_on)
        return json_of(found)
