"""A world on a day, in which what lies around a region or a subject is worked out once."""

from datetime import date

from kg.model.world import World
from kg.reason.relevant import wider_subjects


class Scene:
    """What many aims on one day have in common."""

    def __init__(self, world: World, day: date) -> None:
        self.world = world
        self.day = day
        self._around: dict[str, dict[str, int]] = {}
        self._within: dict[str, dict[str, int]] = {}
        self._subjects: dict[str, dict[str, int]] = {}

    def around(self, region: str) -> dict[str, int]:
        """Give a region and all that contain it, by distance."""
        if region not in self._around:
            self._around[region] = self.world.around(region, self.day)
        return self._around[region]

    def within(self, region: str) -> dict[str, int]:
        """Give a region and all that it contains, by distance."""
        if region not in self._within:
            self._within[region] = self.world.within(region, self.day)
        return self._within[region]

    def subjects(self, subject: str) -> dict[str, int]:
        """Give all of which a denial holds for a subject too, by distance."""
        if subject not in self._subjects:
            self._subjects[subject] = wider_subjects(subject, self.world)
        return self._subjects[subject]
