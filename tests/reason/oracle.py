"""A second, naive reading of the rules of availability (docs/rules.md), to prove the engine by.

It scans all statements for every step, keeps nothing, and shares with the engine only the values
of the model. Slow and plain is its purpose.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.model.answer import Status
from kg.model.entity import Entity, Membership
from kg.model.period import earliest, latest
from kg.model.statement import Channel, Modality, Polarity, Statement

ANY_DAY = date.min
PROVIDER, AUTHORITY, NAMED, UNNAMED = range(4)
SERVED = {Status.AVAILABLE, Status.LIMITED}
STRANGERS = [
    {"individuals", "enterprises"},
    {"individuals", "government"},
    {"individuals", "foreign-owned"},
    {"enterprises", "government"},
    {"government", "foreign-owned"},
    {"existing customers", "new customers"},
]
"""Audiences that have nobody in common."""


@dataclass(frozen=True, eq=False)
class Word:
    """One statement as a word on access: open or not, when, for whom, how, by whom."""

    said: Statement
    open: bool
    kind: str
    day: date
    first: date
    end: date | None
    event: bool
    plan: bool
    rank: int
    away: int
    wider: int
    of_company: bool
    scope: str | None
    way: str | None
    heard: date
    spared: tuple[str, ...] = ()
    lifted: tuple[date, ...] = ()


@dataclass(frozen=True)
class Found:
    """A status, the open ways, and the audiences that are served and shut out."""

    status: Status
    ways: frozenset[str] = frozenset()
    served: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()


SILENT = Found(Status.UNKNOWN)


@dataclass(frozen=True)
class Oracle:
    """All that was said and is known of the world, and the day that is asked about."""

    entities: Sequence[Entity]
    memberships: Sequence[Membership]
    statements: Sequence[Statement]
    day: date

    # ------------------------------------------------------------------ the world

    def entity(self, name: str | None) -> Entity | None:
        return next((e for e in self.entities if e.id == name), None)

    def is_company(self, name: str) -> bool:
        entity = self.entity(name)
        return entity is not None and entity.type in {"Company", "JointVenture"}

    def is_model(self, name: str) -> bool:
        entity = self.entity(name)
        return entity is not None and entity.type == "Model"

    def is_country(self, region: str) -> bool:
        entity = self.entity(region)
        code = (entity.iso if entity and entity.iso else region).lower()
        return len(code) == 2 and code.isalpha() and code not in {"eu", "un"}

    def is_part_of_the_world(self, region: str) -> bool:
        """Tell whether a region is a continent or the like: no code, no rulers, no history."""
        entity = self.entity(region)
        links = [m for m in self.memberships if m.whole == region]
        ruled = any(e.jurisdiction == region for e in self.entities)
        plain = not any(m.valid_from or m.valid_to for m in links)
        return bool(links) and plain and not ruled and not (entity and entity.iso)

    def steps(self, region: str, *, up: bool) -> dict[str, int]:
        """Give how many steps away each region is that contains, or lies in, another."""
        found = {region: 0}
        for distance in range(len(self.entities)):
            here = [r for r, d in found.items() if d == distance]
            for link in self.memberships:
                low, high = (link.member, link.whole) if up else (link.whole, link.member)
                begun = link.valid_from is None or earliest(link.valid_from) <= self.day
                over = link.valid_to is not None and earliest(link.valid_to) <= self.day
                if low in here and begun and not over and high not in found:
                    found[high] = distance + 1
        return found

    def wider(self, subject: str) -> dict[str, int]:
        """Give a service, those it is part of, and its provider, by distance."""
        line = [subject]
        here = self.entity(subject)
        while here and not self.is_company(subject) and here.parent not in {None, *line}:
            parent = self.entity(here.parent)
            if parent is None or self.is_company(parent.id):
                break
            line.append(parent.id)
            here = parent
        entity = self.entity(subject)
        if entity and entity.provider and entity.provider not in line:
            line.append(entity.provider)
        return {name: place for place, name in enumerate(line)}

    def governs(self, body: str) -> str | None:
        entity = self.entity(body)
        if entity is None or self.is_company(body):
            return None
        return body if entity.type == "Region" else entity.jurisdiction

    # ------------------------------------------------------------------ who speaks

    def operators(self, subject: str, region: str) -> set[str]:
        around = self.steps(region, up=True)
        return {
            s.object
            for s in self.statements
            if s.predicate == "operates_through" and s.subject in self.wider(subject)
            for operator in [self.entity(s.object)]
            if operator and operator.country in around
        }

    def rank(self, said: Statement, subject: str, region: str, operators: set[str]) -> int:
        who = said.attributed_to or said.publisher
        companies = [w for w in self.wider(subject) if self.is_company(w)]
        owners = {e.parent for w in companies for e in [self.entity(w)] if e}
        if who is None:
            return UNNAMED
        if who in {*self.wider(subject), *owners, *operators} or who == said.via:
            return PROVIDER
        return AUTHORITY if self.governs(who) in self.steps(region, up=True) else NAMED

    # ------------------------------------------------------------------ from statements to words

    def words(self, subject: str, region: str, operators: set[str]) -> list[Word]:
        """Read everything as a word on one subject in one region."""
        found = [
            word
            for s in self.statements
            for word in self.read(s, subject, region, operators)
            if word.kind != "order" or word.open
        ]
        found += self.omitted(subject, region, operators)
        found = [self.until_lifted(w, subject) if w.kind == "order" else w for w in found]
        found = [w for w in (self.in_its_document(w, found) for w in found) if w]
        found = [self.at_a_better_date(w, found) for w in found]
        found = [w for w in found if not self.put_off(w, found)]
        return [self.first_told(w, found) for w in found]

    def read(self, s: Statement, subject: str, region: str, operators: set[str]) -> list[Word]:
        around, wider = self.steps(region, up=True), self.wider(subject)
        near = {*around, *self.steps(region, up=False)}
        yes = s.polarity is Polarity.AFFIRMED
        make = (s, subject, region, operators)
        if s.predicate == "available_in" and s.subject in wider and s.object in around:
            rough = yes and s.object != region and self.is_part_of_the_world(s.object)
            words = self.dated(*make, "said", s.object)
            words = [] if rough or s.channel is Channel.UNOFFICIAL else words
            return [w for w in words if not w.open or s.subject == subject]
        if s.predicate == "restricts" and yes and s.object in wider:
            return self.ordered(*make)
        binds = yes and s.audience not in {None, "everyone"} and s.object in around
        if s.predicate == "applies_to" and binds and self.own_policy(s.subject, subject):
            words = self.dated(*make, "policy", s.object)
            return [replace(w, open=False) for w in words if w.open]
        if s.predicate == "hosted_in" and yes and s.subject == subject and s.object in near:
            return self.hosted(*make)
        return []

    def ordered(self, s: Statement, subject: str, region: str, operators: set[str]) -> list[Word]:
        """Read an order where its authority governs, or an export control where it reaches."""
        where, around = self.governs(s.subject), self.steps(region, up=True)
        if where in around:
            return self.dated(s, subject, region, operators, "order", str(where))
        homes = self.homes(subject)
        found = []
        for policy in {e.id for e in self.entities if e.type == "Policy" and where in homes}:
            makers = {e.issuer for e in self.entities if e.id == policy and e.issuer}
            makers |= {i.object for i in self.statements if self.issues(i, policy)}
            if makers and where not in {self.governs(maker) for maker in makers}:
                continue
            said = [b for b in self.statements if b.predicate == "applies_to"
                    and b.subject == policy and counts(b)]  # fmt: skip
            said = [b for b in said if b.object in self.wider(subject)
                    or (b.object in around and b.object not in homes)]  # fmt: skip
            named = {b.object for b in said if b.polarity is Polarity.AFFIRMED}
            ends = [w.day for b in said for w in self.dated(b, subject, "", set(), "said", "")
                    if not w.open]  # fmt: skip
            for place in named & around.keys() if named & self.wider(subject).keys() else ():
                words = self.dated(s, subject, region, operators, "order", place)
                found += [replace(w, lifted=(*w.lifted, *ends)) for w in words]
        return found

    def homes(self, subject: str) -> set[str]:
        """Give the seats of those who offer a subject, and all around these."""
        companies = [w for w in self.wider(subject) if self.is_company(w)]
        seats = [e.country for w in companies for e in [self.entity(w)] if e and e.country]
        return {region for seat in seats for region in self.steps(seat, up=True)}

    def issues(self, s: Statement, policy: str) -> bool:
        """Tell whether somebody says, and not as a plan or rumour, who issues a policy."""
        firm = s.modality not in {Modality.PROPOSED, Modality.RUMOURED}
        affirmed = s.polarity is Polarity.AFFIRMED
        return s.predicate == "issued_by" and s.subject == policy and firm and affirmed

    def own_policy(self, policy: str, subject: str) -> bool:
        """Tell whether somebody says that the provider has issued a policy."""
        companies = [w for w in self.wider(subject) if self.is_company(w)]
        return any(
            s.predicate == "issued_by" and s.subject == policy and s.object in companies
            and s.polarity is Polarity.AFFIRMED
            and s.modality not in {Modality.PROPOSED, Modality.RUMOURED}
            for s in self.statements
        )  # fmt: skip

    def hosted(self, s: Statement, subject: str, region: str, operators: set[str]) -> list[Word]:
        """Read data centres as access in the country where they stand."""
        around = self.steps(region, up=True)
        country = next((r for r in self.steps(s.object, up=True) if self.is_country(r)), None)
        if country not in around or self.rank(s, subject, region, operators) != PROVIDER:
            return []
        joint = any(
            o.predicate == "operates_in" and o.subject in self.wider(subject)
            and o.object in around and o.channel is Channel.JOINT_VENTURE
            for o in self.statements
        )  # fmt: skip
        words = self.dated(s, subject, region, operators, "hosting", str(country))
        local = s.via or joint or operators
        return [replace(w, way="joint_venture") if local else w for w in words]

    def dated(
        self,
        s: Statement,
        subject: str,
        region: str,
        operators: set[str],
        kind: str,
        place: str,
    ) -> list[Word]:
        """Say when a statement counts: as an event, a description, and by its end."""
        if s.modality in {Modality.PROPOSED, Modality.RUMOURED}:
            return []
        told = latest(s.asserted_on) if s.asserted_on else None
        ends = latest(s.valid_to) if s.valid_to else None
        planned = s.modality is Modality.ANNOUNCED
        about = s.object if kind == "order" else s.subject
        companies = [w for w in self.wider(subject) if self.is_company(w)]
        word = Word(
            said=s, open=s.polarity is Polarity.AFFIRMED, kind=kind,
            day=ANY_DAY, first=ANY_DAY, end=ends, event=False, plan=False,
            rank=self.rank(s, subject, region, operators),
            away=self.steps(region, up=True).get(place, 0),
            wider=self.wider(subject).get(about, 0),
            of_company=about in companies and about != subject
            and not (kind == "order" and self.is_only(subject)),
            scope=scope(s), way=self.way(s, operators), heard=ANY_DAY,
        )  # fmt: skip
        found = []
        if s.valid_from:
            day, first = latest(s.valid_from), earliest(s.valid_from)
            if s.modality is Modality.ACTUAL and told and first <= told:
                day = min(day, told)
            found.append(replace(word, day=day, first=first, event=True, plan=planned))
        elif not planned:
            day = ANY_DAY if told is None or (ends and ends <= told) else told
            found.append(replace(word, day=day, first=day))
        if s.valid_to and word.open and s.listed != "open":
            first = earliest(s.valid_to)
            ahead = planned or told is None or told < first
            over = replace(word, open=False, end=None, event=True, plan=ahead)
            found.append(replace(over, day=latest(s.valid_to), first=first))
        return [replace(w, heard=w.day) for w in found]

    def is_only(self, subject: str) -> bool:
        """Tell whether a subject is all the services that its provider offers."""
        companies = [w for w in self.wider(subject) if self.is_company(w)]
        offered = [e for e in self.entities if e.provider in companies and e.type == "Service"]
        return [e.id for e in offered] == [subject]

    def way(self, s: Statement, operators: set[str]) -> str | None:
        if s.channel or s.via is None:
            return s.channel.value if s.channel else None
        via = self.entity(s.via)
        local = s.via in operators or (via is not None and via.type == "JointVenture")
        return "joint_venture" if local else "partner"

    def omitted(self, subject: str, region: str, operators: set[str]) -> list[Word]:
        """Read each complete list of the provider's that leaves the region out as an end."""
        near = {*self.steps(region, up=True), *self.steps(region, up=False)}
        lists: dict[tuple[str, str], list[Statement]] = {}
        for s in self.statements:
            counts = s.modality is Modality.ACTUAL or (
                s.modality is Modality.ANNOUNCED and (s.valid_from or s.valid_to)
            )
            listed = s.predicate == "available_in" and s.listed == "complete"
            yes = s.polarity is Polarity.AFFIRMED and s.channel is not Channel.UNOFFICIAL
            if listed and counts and yes and s.subject in self.wider(subject):
                lists.setdefault((s.subject, s.document), []).append(s)
        found = []
        for places in lists.values():
            head = min(places, key=lambda s: (s.start, s.id))
            ours = self.rank(head, subject, region, operators) in {PROVIDER, UNNAMED}
            if ours and not any(s.object in near for s in places):
                page = head.model_copy(update={"valid_from": None, "valid_to": None})
                words = self.dated(page, subject, region, operators, "list", region)
                bare = [replace(w, said=head, open=False, away=0) for w in words]
                found += [replace(w, scope=None, way=None) for w in bare]
        return found

    def until_lifted(self, order: Word, subject: str) -> Word:
        """End an order on the first day after it on which its authority lifted it."""
        where = self.governs(order.said.subject)
        ends = [*order.lifted]
        own = [order.end] if order.end and order.end >= order.day else []
        for s in self.statements:
            lifts = s.predicate == "restricts" and s.polarity is Polarity.NEGATED
            if lifts and s.object == order.said.object and self.governs(s.subject) == where:
                ends += [w.day for w in self.dated(s, subject, "", set(), "order", "")]
        over = [*(e for e in ends if e > order.day), *own]
        return replace(order, open=False, end=min(over, default=None))

    def in_its_document(self, word: Word, words: list[Word]) -> Word | None:
        """Let the exact words of a document explain its loose ones."""
        if word.scope or word.kind != "said":
            return word
        beside = [
            w for w in words
            if w.said.document == word.said.document and w.said.object == word.said.object
        ]  # fmt: skip
        opened = [w for w in beside if w.open]
        if word.open:
            exact = any(w.scope and w.day == word.day for w in opened)
            return None if exact else word
        if word.event or word.way:
            return word
        closing = [w for w in beside if not w.open and w.plan]
        if any(w.wider < word.wider for w in opened + closing):
            return None
        return replace(
            word, spared=tuple(x for w in opened for x in (w.scope, w.way) if x is not None)
        )

    def at_a_better_date(self, word: Word, words: list[Word]) -> Word:
        """Take the day that another source gives for a change of which only the span is known."""
        if not word.event or word.first == word.day:
            return word
        inside = [
            w for w in words
            if w.event and w.first == w.day and word.first <= w.day <= word.day
            and w.away == word.away
        ]  # fmt: skip
        same = [w.day for w in inside if w.open is word.open]
        before = [w.day - timedelta(days=1) for w in inside if w.open is not word.open]
        day = max(min(same or before or [word.day]), word.first)
        return replace(word, day=day, heard=day)

    def put_off(self, word: Word, words: list[Word]) -> bool:
        """Tell whether somebody as good, or better, has since announced a later day."""
        if not word.plan or word.kind == "list":
            return False
        heard = [
            w for w in words
            if w.plan and w.kind != "list" and change(w) == change(word) and told(w) <= self.day
        ]  # fmt: skip
        heard.sort(key=lambda w: (told(w), -w.rank, w.day))
        last = None
        for w in heard:
            last = w if last is None or w.rank <= last.rank else last
        return last is not None and told(word) < told(last) and word.day < last.day

    def first_told(self, word: Word, words: list[Word]) -> Word:
        """Date hearsay by its first telling, if nothing contrary and no week lies between."""
        if not hearsay(word):
            return word
        ordered = sorted(words, key=lambda w: (w.day, w.open, w.said.id))
        first = word.day
        for w in reversed(ordered[: ordered.index(word)]):
            if w.open is not word.open:
                break
            if hearsay(w) and w.said.attributed_to == word.said.attributed_to:
                if first - w.day > timedelta(days=7):
                    break
                first = w.day
        return replace(word, heard=first)

    # ------------------------------------------------------------------ from words to a status

    def alone(self, subject: str, region: str, asked: str | None) -> Found:
        """Judge a subject by what is said of it, in the region and in its parts."""
        operators = self.operators(subject, region)
        own = self.settled(subject, region, operators, asked)
        inside = self.steps(region, up=False)
        parts = {
            part: self.settled(subject, part, operators, asked)
            for part in inside
            if part != region and self.is_spoken_of(subject, region, part, operators)
        }
        return self.with_parts(region, own, parts)

    def settled(self, subject: str, region: str, operators: set[str], asked: str | None) -> Found:
        words = self.words(subject, region, operators)
        live = [w for w in words if w.day <= self.day and (w.end is None or w.end > self.day)]
        return decide(live, asked)

    def is_spoken_of(self, subject: str, region: str, part: str, operators: set[str]) -> bool:
        wider = self.wider(subject)
        for s in self.statements:
            if s.predicate == "available_in" and s.subject in wider and s.object == part:
                return True
            act = s.predicate == "restricts" and s.object in wider
            if act and self.governs(s.subject) == part:
                return True
            if s.predicate == "hosted_in" and s.subject == subject:
                around = self.steps(s.object, up=True)
                if next((r for r in around if self.is_country(r)), None) == part:
                    return True
        member = self.steps(region, up=False)[part] == 1
        return member and not self.is_country(region) and self.has_list(subject, region, operators)

    def has_list(self, subject: str, region: str, operators: set[str]) -> bool:
        lists: dict[tuple[str, str], list[Statement]] = {}
        for s in self.statements:
            counts = s.modality is Modality.ACTUAL or (
                s.modality is Modality.ANNOUNCED and (s.valid_from or s.valid_to)
            )
            yes = s.polarity is Polarity.AFFIRMED and s.channel is not Channel.UNOFFICIAL
            listed = s.predicate == "available_in" and s.listed == "complete" and yes
            if listed and counts and s.subject in self.wider(subject):
                lists.setdefault((s.subject, s.document), []).append(s)
        heads = [min(places, key=lambda s: (s.start, s.id)) for places in lists.values()]
        return any(self.rank(h, subject, region, operators) in {PROVIDER, UNNAMED} for h in heads)

    def with_parts(self, region: str, own: Found, parts: dict[str, Found]) -> Found:
        """Put a region and its parts together: some served and others not is limited."""
        statuses = {f.status for f in parts.values()} - {Status.UNKNOWN}
        served, cut = bool(statuses & SERVED), Status.UNAVAILABLE in statuses
        status = own.status
        if (own.status in SERVED and cut) or (own.status is Status.UNAVAILABLE and served):
            status = Status.LIMITED
        if own.status is Status.UNKNOWN and served and cut:
            status = Status.LIMITED
        members = {r for r, d in self.steps(region, up=False).items() if d == 1}
        if status is Status.UNKNOWN and members and not self.is_country(region):
            status = whole(members, parts)
        if status is own.status:
            return own
        different = [f for f in parts.values() if f.status not in {own.status, Status.UNKNOWN}]
        return joined(own, different, status)

    def found(self, subject: str, region: str, asked: str | None) -> Found:
        """Judge a subject with all that speaks for it."""
        own = self.alone(subject, region, asked)
        if self.is_company(subject):
            return self.company(own, subject, region, asked)
        hosts = [e.id for e in self.entities if subject in e.based_on]
        family = [e.id for e in self.entities if e.parent == subject and e.id != subject]
        parts = {
            name: self.for_another(subject, name, self.alone(name, region, asked))
            for name in {*hosts, *family}
            if self.is_named(name, region)
        }
        parts = {name: f for name, f in parts.items() if f.status is not Status.UNKNOWN}
        members = {f.status for name, f in parts.items() if name in family}
        others = {f.status for name, f in parts.items() if name not in family}
        elsewhere = {
            f.status for name, f in parts.items()
            if name not in family and self.is_foreign(subject, name)
        }  # fmt: skip
        if (
            self.is_model(subject)
            and own.status in SERVED
            and by_others(own.ways)
            and (elsewhere & SERVED)
        ):
            own = SILENT
        status = own.status
        if status is Status.UNKNOWN and members & SERVED:
            status = members.pop() if len(members) == 1 else Status.LIMITED
        if status in {Status.UNKNOWN, Status.UNAVAILABLE} and others & SERVED:
            status = best(others)
        return self.by_parts(own, list(parts.values()), status)

    def company(self, own: Found, subject: str, region: str, asked: str | None) -> Found:
        """Judge a company by the best of what it offers itself."""
        parts = []
        for e in self.entities:
            if e.provider != subject or not self.is_named(e.id, region):
                continue
            found = self.alone(e.id, region, asked)
            if e.type == "Model" and found.status in SERVED and by_others(found.ways):
                continue
            parts.append(found)
        parts = [f for f in parts if f.status is not Status.UNKNOWN]
        return self.by_parts(own, parts, best({own.status, *(f.status for f in parts)}))

    def by_parts(self, own: Found, parts: list[Found], status: Status) -> Found:
        if status is own.status:
            return own
        limited = status is Status.LIMITED
        return joined(own, [f for f in parts if limited or f.status is status], status)

    def for_another(self, subject: str, host: str, found: Found) -> Found:
        """Call another company's service, by which a model is reached, a partner's."""
        if not self.is_foreign(subject, host):
            return found
        return replace(found, ways=found.ways - {"direct"} | {"partner"})

    def is_foreign(self, subject: str, host: str) -> bool:
        """Tell whether what a model runs in is another company's."""
        own = {subject, *(w for w in self.wider(subject) if self.is_company(w))}
        return not {w for w in self.wider(host) if self.is_company(w)} <= own

    def is_named(self, name: str, region: str) -> bool:
        """Tell whether anything that may bear on the region is said of the very thing."""
        near = {*self.steps(region, up=True), *self.steps(region, up=False)}
        for s in self.statements:
            placed = s.predicate in {"available_in", "hosted_in", "operates_in"}
            listed = s.predicate == "available_in" and s.listed == "complete"
            if s.subject == name and ((placed and s.object in near) or listed):
                return True
            if s.object == name and s.predicate == "restricts":
                return True
        return False


def counts(s: Statement) -> bool:
    """Tell whether a statement may change anything."""
    planned = s.modality is Modality.ANNOUNCED and (s.valid_from or s.valid_to)
    return s.modality is Modality.ACTUAL or bool(planned)


def scope(s: Statement) -> str | None:
    """Name those for whom a statement holds."""
    if s.audience and s.audience != "everyone":
        return s.audience
    return f"if {s.condition}" if s.condition else None


def told(word: Word) -> date:
    return latest(word.said.asserted_on) if word.said.asserted_on else ANY_DAY


def change(word: Word) -> tuple[object, ...]:
    s = word.said
    return s.subject, s.object, word.open, word.kind, word.scope, word.way


def hearsay(word: Word) -> bool:
    """Tell whether nobody in particular says so, or one who names somebody else."""
    s = word.said
    passed_on = s.attributed_to and s.publisher and s.publisher != s.attributed_to
    return word.rank == UNNAMED or (word.rank == NAMED and bool(passed_on))


def by_others(ways: frozenset[str]) -> bool:
    """Tell whether a model is reached by others' ways only."""
    return bool(ways) and "direct" not in ways


def best(statuses: Iterable[Status]) -> Status:
    order = [Status.AVAILABLE, Status.LIMITED, Status.CONTESTED, Status.UNAVAILABLE]
    return next((s for s in order if s in set(statuses)), Status.UNKNOWN)


def whole(members: set[str], parts: dict[str, Found]) -> Status:
    """Judge a bloc of which nothing is said by its members, if each of them has an answer."""
    if not members <= parts.keys():
        return Status.UNKNOWN
    statuses = {parts[m].status for m in members}
    if len(statuses) == 1:
        return statuses.pop()
    return Status.LIMITED if statuses <= SERVED else Status.UNKNOWN


def joined(own: Found, parts: list[Found], status: Status) -> Found:
    mine = [own] if own.status is not Status.UNKNOWN else []
    deciding = parts if status in {Status.AVAILABLE, Status.UNAVAILABLE} else [*mine, *parts]
    return Found(
        status,
        frozenset().union(*(f.ways for f in deciding)),
        frozenset().union(*(f.served for f in deciding)),
        frozenset().union(*(f.excluded for f in deciding)),
    )


def decide(live: list[Word], asked: str | None) -> Found:
    """Judge the words in force: for everyone, and for each audience that they name."""
    said = [w for w in live if w.kind != "hosting"]
    if not said:
        hosted = [w for w in live if w.kind == "hosting"]
        side, ways = for_one(hosted, asked, asked)
        return Found(Status.AVAILABLE, ways) if side == "open" else SILENT
    nearest = min((w.away for w in said if w.open), default=None)
    acts = [w for w in said if w.kind == "order" and w.of_company]
    idle = [w for w in acts if nearest is not None and nearest <= w.away]
    said = [w for w in said if w not in idle]
    general, ways = for_one(said, asked, asked)
    sides = {}
    for one in {w.scope for w in said if w.scope and w.scope != asked}:
        if {one, asked} not in STRANGERS:
            sides[one], more = for_one(said, one, asked)
            ways = ways | more if sides[one] == "open" and general != "open" else ways
    return told_apart(general, sides, ways)


def told_apart(general: str, sides: dict[str, str], ways: frozenset[str]) -> Found:
    """Put the sides for everyone and for each audience together."""
    every = {general, *sides.values()}
    some = set(sides.values())
    if "contested" in every:
        status = Status.CONTESTED
    elif "restricted" in every:
        status = Status.LIMITED
    elif general == "open":
        status = Status.LIMITED if "closed" in some else Status.AVAILABLE
    elif general == "closed":
        status = Status.LIMITED if "open" in some else Status.UNAVAILABLE
    else:
        status = Status.LIMITED if some & {"open", "closed"} else Status.UNKNOWN
    if status is Status.UNKNOWN:
        return SILENT
    apart = {s: side for s, side in sides.items() if side != general}
    return Found(
        status,
        ways,
        frozenset(s for s, side in apart.items() if side == "open"),
        frozenset(s for s, side in apart.items() if side == "closed"),
    )


def for_one(words: list[Word], one: str | None, asked: str | None) -> tuple[str, frozenset[str]]:
    """Judge what holds for one audience: open if any official way is."""
    heard = [w for w in words if w.scope in {None, one, asked} and one not in w.spared]
    ways = {None, *(w.way for w in heard if w.open)}
    sides = {way: compete([w for w in heard if on_way(w, way)], one) for way in ways}
    for side in ("open", "contested", "restricted", "closed"):
        if side in sides.values():
            open_ = (way for way, s in sides.items() if way and s == side == "open")
            return side, frozenset(open_)
    return "silent", frozenset()


def on_way(word: Word, way: str | None) -> bool:
    if word.open:
        return word.way == way
    if way in word.spared or (word.of_company and way == "partner"):
        return False
    return word.way in {None, way} or (way is None and word.way == "direct")


def compete(words: list[Word], one: str | None) -> str:
    """Hear the nearest, of these the latest, of these the best source."""
    if not words:
        return "silent"
    heard = best_sources(latest_words(nearest_words(words, one)))
    if len({w.open for w in heard}) == 2:
        return "contested"
    if heard[0].open:
        return "open"
    if all(w.kind == "said" and w.said.polarity is Polarity.AFFIRMED and w.scope == one
           for w in heard) and one:  # fmt: skip
        rest = compete([w for w in words if w.scope != one], one)
        return "closed" if rest == "silent" else rest
    if any(w.kind != "order" for w in heard):
        return "closed"
    if compete([w for w in words if w.kind != "order"], one) == "closed":
        return "closed"
    return "closed" if one else "restricted"


def nearest_words(words: list[Word], one: str | None) -> list[Word]:
    def away(w: Word) -> tuple[int, bool]:
        return w.away, one is not None and w.scope != one and w.open

    near = [w for w in words if away(w) == min(map(away, words))]
    wide = [w for w in words if w not in near]
    for w in near:
        grace = timedelta(days=0 if w.event else 7)
        until = w.day + grace
        speaks = [
            v for v in wide if v.event and v.day > until
            and (v.scope == one or one not in {"government", "sector"})
        ]  # fmt: skip
        if not speaks:
            return near
    return nearest_words(wide, one)


def latest_words(near: list[Word]) -> list[Word]:
    last = max(w.heard for w in near)
    recent = [w for w in near if last - w.heard <= timedelta(days=7)]
    return [w for w in recent if not any(explains(v, w) for v in recent)]


def explains(later: Word, word: Word) -> bool:
    if later.open is word.open or later.heard <= word.heard:
        return False
    who = later.said.attributed_to or later.said.publisher
    itself = who is not None and who == (word.said.attributed_to or word.said.publisher)
    return itself or (later.event and (later.rank != UNNAMED or word.rank == UNNAMED))


def best_sources(words: list[Word]) -> list[Word]:
    def order(w: Word) -> tuple[int, int, bool, bool, bool]:
        return w.rank, w.wider, w.kind != "said", w.scope is None, w.way is None

    return [w for w in words if order(w) == min(map(order, words))]
