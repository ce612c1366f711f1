"""What a document has spoken of so far, so that "the company" and "it" find their meaning."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace

from loaders.extractors.dates import When
from loaders.extractors.namings import Reading, Referent
from loaders.extractors.spoken_dates import last_spoken

REACH = 12
"""How many sentences back a description may look."""
ASIDE = 4
"""How much less likely what is no subject is to be meant."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One thing that was spoken of, where, and how prominently."""

    referent: Referent
    sentence: int
    block: int
    subject: bool = False
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Licensed:
    """Goods that need a licence to be had somewhere, since when, and where that was told."""

    goods: tuple[Referent, ...]
    places: tuple[Referent, ...]
    since: str | None
    sentence: int


@dataclass(frozen=True, slots=True)
class Sites:
    """The regions that a cloud has in a country, and whether others run them there.

    `spoken` is the sentence in which they were last spoken of.
    """

    cloud: Referent | None
    country: Referent
    places: frozenset[str]
    sentence: int
    local: bool = False
    spoken: int = 0


Fits = Callable[[Referent], bool]


@dataclass(slots=True)
class Discourse:
    """A memory of what was spoken of, the last things first in mind."""

    spoken: list[Spoken] = field(default_factory=list)
    named: Counter[str] = field(default_factory=Counter)
    firms: dict[str, Referent] = field(default_factory=dict)
    things: Counter[str] = field(default_factory=Counter)
    made: dict[str, Referent] = field(default_factory=dict)
    rules: Counter[str] = field(default_factory=Counter)
    ruled: dict[str, Referent] = field(default_factory=dict)
    places_named: Counter[str] = field(default_factory=Counter)
    regions: dict[str, Referent] = field(default_factory=dict)
    targets: dict[str, tuple[list[Referent], int]] = field(default_factory=dict)
    since: dict[tuple[str, bool], tuple[str, int, int]] = field(default_factory=dict)
    places: dict[str, tuple[Referent, int]] = field(default_factory=dict)
    lists: list[list[Referent]] = field(default_factory=list)
    supported: tuple[Referent, int] | None = None
    offers: dict[str, Referent] = field(default_factory=dict)
    list_owner: Referent | None = None
    listed_in: int = -9
    located: dict[str, set[str]] = field(default_factory=dict)
    family: tuple[str | None, Referent, int] | None = None
    topic: Referent | None = None
    lead: Referent | None = None
    sites: Sites | None = None
    licensed: Licensed | None = None
    effect: str | None = None
    kept_from: tuple[Referent, int] | None = None
    date: str | None = None
    ahead: str | None = None
    dated: tuple[str, int, int] | None = None
    awaited: tuple[Reading, int, int] | None = None
    issuers: dict[str, Referent] = field(default_factory=dict)
    sentence: int = 0
    block: int = 0

    def begin(self, sentence: int, block: int) -> None:
        """Go on to the next sentence, forgetting what lies out of reach."""
        self.sentence, self.block = sentence, block
        self.spoken = [s for s in self.spoken if s.sentence >= sentence - REACH][-400:]

    def date_by(self, dates: list[When]) -> list[When]:
        """Take the dates of the present sentence, and keep the last one for "until then"."""
        back = {self.date: self.ahead} if self.date and self.ahead else {}
        dates = [
            replace(w, future=back[w.past]) if w.past in back and w.past == w.future else w
            for w in dates
        ]
        self.date = last_spoken(dates, self.date)
        self.ahead = next((w.future for w in dates[::-1] if w.past == self.date), self.ahead)
        told = [w.past for w in dates if w.past and len(w.past) == 10 and w.role == "at"]
        if told:
            self.dated = (told[-1], self.sentence, self.block)
        return dates

    def add(self, referent: Referent, *, subject: bool = False, faint: bool = False) -> None:
        """Remember something of the present sentence."""
        if referent.type in {"Company", "JointVenture"}:
            self.named[referent.key] += 1
            self.firms.setdefault(referent.key, referent)
        if referent.type in {"Service", "Model"} and not faint:
            self.things[referent.key] += 1
            self.made.setdefault(referent.key, referent)
        if referent.type == "Region" and not faint:
            self.places_named[referent.key] += 1
            self.regions.setdefault(referent.key, referent)
        if referent.type == "Policy":
            self.rules[referent.key] += 1
            self.ruled.setdefault(referent.key, referent)
        self.spoken.append(Spoken(referent, self.sentence, self.block, subject, faint))

    def expect(self, seat: Reading) -> None:
        """Remember that companies of a region were announced without their names."""
        self.awaited = (seat, self.sentence, self.block)

    def expected_seat(self, sentences: int = 4) -> Reading | None:
        """Give the region of the companies that were announced in this paragraph."""
        seat, sentence, block = self.awaited or (None, 0, -1)
        near = block == self.block and 0 < self.sentence - sentence <= sentences
        return seat if near else None

    def was_named(self, key: str) -> bool:
        """Tell whether something was named shortly before."""
        return any(s.referent.key == key for s in self.spoken)

    def locate(self, thing: str, place: Referent) -> None:
        """Remember which region was last spoken of with a thing."""
        self.places[thing] = (place, self.sentence)
        self.located.setdefault(thing, set()).add(place.key)

    def locate_maker(self, provider: str | None, place: Referent) -> None:
        """Remember whose thing was last spoken of with a region."""
        self.family = (provider, place, self.sentence)

    def place_of_maker(self, provider: str | None) -> Referent | None:
        """Give the region that was last spoken of, shortly before, with a thing of a maker."""
        maker, place, sentence = self.family or (None, None, -99)
        near = self.sentence - sentence <= REACH and maker is not None
        return place if near and maker == provider else None

    def keep_from(self, thing: Referent) -> None:
        """Remember what was last said not to be had somewhere."""
        self.kept_from = (thing, self.sentence)

    def last_kept_from(self, sentences: int) -> Referent | None:
        """Give what was said not to be had somewhere shortly before."""
        thing, sentence = self.kept_from or (None, -99)
        return thing if self.sentence - sentence <= sentences else None

    def aim(self, authority: str, target: Referent) -> None:
        """Remember whom an authority acts against."""
        targets, sentence = self.targets.get(authority, ([], -1))
        if sentence != self.sentence:
            targets = []
        self.targets[authority] = ([*targets, target], self.sentence)

    def target_of(self, authority: str, sentences: int = 3) -> list[Referent]:
        """Give whom an authority was said to act against shortly before."""
        targets, sentence = self.targets.get(authority, ([], -9))
        return targets if self.sentence - sentence <= sentences else []

    def begun(self, thing: str, since: str, *, negated: bool) -> None:
        """Remember since when a thing was said to be so in this sentence."""
        self.since[thing, negated] = (since, self.sentence, self.block)

    def since_when(self, thing: str, *, negated: bool) -> str | None:
        """Give since when the same was said in the sentence before, in this paragraph."""
        since, sentence, block = self.since.get((thing, negated), (None, -9, -9))
        near = block == self.block and 0 < self.sentence - sentence <= 1
        return since if near else None

    def just_now(self) -> str | None:
        """Give the day that the sentence before told of, in this paragraph."""
        day, sentence, block = self.dated or (None, -9, -9)
        near = block == self.block and self.sentence - sentence == 1
        return day if near else None

    def place_of(self, thing: str, sentences: int = 4) -> Referent | None:
        """Give the region that was spoken of with a thing shortly before."""
        place, sentence = self.places.get(thing, (None, 0))
        if sentences and len(self.located.get(thing, ())) == 1:
            sentences = REACH
        return place if place and self.sentence - sentence <= sentences else None

    def latest(
        self, types: Collection[str], before: int, fits: Fits | None = None, blocks: int = 1
    ) -> Referent | None:
        """Give the likeliest thing of some types that was spoken of before a place."""
        best: tuple[float, Spoken] | None = None
        for spoken in self.spoken:
            if not self._possible(spoken, types, before, blocks) or (
                fits and not fits(spoken.referent)
            ):
                continue
            cost = self._cost(spoken)
            if best is None or cost < best[0]:
                best = (cost, spoken)
        return best[1].referent if best else None

    def _possible(self, spoken: Spoken, types: Collection[str], before: int, blocks: int) -> bool:
        near = (
            self.block - spoken.block <= blocks
            and self.sentence - spoken.sentence <= 3 * blocks + 2
        )
        earlier = spoken.sentence < self.sentence or spoken.referent.start < before
        return near and earlier and spoken.referent.type in types

    def _cost(self, spoken: Spoken) -> float:
        distance = self.sentence - spoken.sentence
        aside = 0 if spoken.subject else ASIDE
        parted = 3 * (self.block - spoken.block)
        same_place = -spoken.referent.start / 1e9 if distance == 0 else spoken.referent.start / 1e9
        return 3 * distance + aside + parted + (6 if spoken.faint else 0) + same_place

    def last(self, types: Collection[str], before: int, fits: Fits) -> Referent | None:
        """Give the last thing of some types in this paragraph, prominent or not."""
        for spoken in reversed(self.spoken):
            if self._possible(spoken, types, before, 0) and fits(spoken.referent):
                return spoken.referent
        return None

    def main_firm(self) -> Referent | None:
        """Give the company that a document speaks of most, if one stands out."""
        most = self.named.most_common(2)
        clear = most and most[0][1] >= 2 and (len(most) < 2 or most[0][1] > most[1][1])
        return self.firms[most[0][0]] if clear else None

    def about(self) -> Referent | None:
        """Give the thing that the title names, else the one spoken of most, if it stands out."""
        most = self.things.most_common(2)
        clear = most and most[0][1] >= 3 and (len(most) < 2 or most[0][1] > most[1][1])
        return self.topic or (self.made[most[0][0]] if clear else None)

    def main_thing(self, types: Collection[str], fits: Fits) -> Referent | None:
        """Give the service or model that a document speaks of most, if one stands out."""
        counts = [(n, self.made[key]) for key, n in self.things.most_common()]
        fitting = [(n, r) for n, r in counts if r.type in types and fits(r)]
        clear = (
            fitting and fitting[0][0] >= 2 and (len(fitting) < 2 or fitting[0][0] > fitting[1][0])
        )
        return fitting[0][1] if clear else None

    def main_rule(self, fits: Fits | None = None) -> Referent | None:
        """Give the rule that a document speaks of most, the first of equals."""
        found = (self.ruled[key] for key, _ in self.rules.most_common())
        return next((r for r in found if fits is None or fits(r)), None)

    def main_region(self) -> Referent | None:
        """Give the region that a document speaks of most, if one stands out."""
        most = self.places_named.most_common(2)
        clear = most and most[0][1] >= 2 and (len(most) < 2 or most[0][1] > most[1][1])
        return self.regions[most[0][0]] if clear else None

    def together(self, types: Collection[str]) -> list[Referent]:
        """Give the things that the last sentence with several of them named."""
        for back in range(1, 4):
            found = {
                s.referent.key: s.referent
                for s in self.spoken
                if s.sentence == self.sentence - back
                and s.block == self.block
                and s.referent.type in types
                and s.referent.named
            }
            if len(found) > 1:
                return list(found.values())
        return []

    def recent(self, kind: str, sentences: int = 4) -> list[Referent]:
        """Give the things of a class that were spoken of shortly before, the last one first."""
        near = [s for s in self.spoken if self.sentence - s.sentence <= sentences]
        found = {s.referent.key: s.referent for s in reversed(near) if s.referent.type == kind}
        return list(found.values())[:4]

    def pair(self, before: int) -> list[Referent]:
        """Give the two regions that "both" and "either" take together."""
        for back in range(3):
            found = {
                s.referent.key: s.referent
                for s in self.spoken
                if s.sentence == self.sentence - back
                and s.referent.start < before
                and s.referent.type == "Region"
                and not s.faint
            }
            if found:
                return list(found.values()) if len(found) == 2 else []
        return []

    def only_region(self) -> Referent | None:
        """Give the one region that this paragraph has named before this sentence."""
        here = [s for s in self.spoken if s.block == self.block and s.referent.type == "Region"]
        found = {s.referent.key: s.referent for s in here if s.sentence < self.sentence}
        return next(iter(found.values())) if len(found) == 1 else None

    def group(self, before: int) -> list[Referent]:
        """Give the regions that "there" takes together, if the last one was one of a list."""
        last = self.latest(["Region"], before, blocks=2)
        lists = [g for g in self.lists if g[0].start < before]
        inside = last is not None and lists and last.start in {r.start for r in lists[-1]}
        return lists[-1] if inside else []

    def regions_meant(self) -> Sites | None:
        """Give the regions of a cloud that were spoken of just before."""
        sites = self.sites
        return sites if sites and 0 < self.sentence - sites.spoken <= 3 else None

    def names(self, firm: str) -> bool:
        """Tell whether a document has named a company up to here."""
        return firm in self.firms
