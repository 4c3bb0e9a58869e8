"""Where one is in the window: a page, the record on it and its tab; and the way back. Pure."""

from dataclasses import dataclass

_STEPS = 100


@dataclass(frozen=True, slots=True)
class Place:
    """A page, by its key; where it shows one record, that record's id; where it has tabs, the tab's key.

    ``about`` carries what a place was opened for, such as ids to begin with; it does not make it another place.
    """

    page: str
    record: str = ""
    tab: str = ""
    about: tuple[str, ...] = ()

    def same(self, other: "Place") -> bool:
        """Whether both are the same page, record and tab."""
        return (self.page, self.record, self.tab) == (other.page, other.record, other.tab)


class Trail:
    """The places visited, the last hundred, with one of them the present."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._now = -1

    @property
    def now(self) -> Place | None:
        """Where one is."""
        return self._places[self._now] if self._places else None

    @property
    def can_back(self) -> bool:
        return self._now > 0

    @property
    def can_forward(self) -> bool:
        return self._now < len(self._places) - 1

    def visit(self, place: Place) -> None:
        """Go on to a place; what lay ahead is forgotten. The same place again is no step."""
        if self.now is not None and self.now.same(place):
            self._places[self._now] = place
            return
        self._places = [*self._places[: self._now + 1], place][-_STEPS:]
        self._now = len(self._places) - 1

    def back(self) -> Place:
        """Go one step back; at the start one stays."""
        self._now = max(0, self._now - 1)
        return self._places[self._now]

    def forward(self) -> Place:
        """Go one step forward; at the end one stays."""
        self._now = min(len(self._places) - 1, self._now + 1)
        return self._places[self._now]
