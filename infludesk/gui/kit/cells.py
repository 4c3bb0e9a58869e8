"""What a table cell says: frozen values that a model answers and the delegate draws; no Qt."""

from dataclasses import dataclass, field
from typing import Literal

from infludesk.kernel.text import join, plural, tr

State = Literal["neutral", "success", "warn", "danger", "info", "accent"]
DueState = Literal["late", "today", "soon", "done"]
TickState = Literal["off", "part", "on"]
Tone = Literal["text", "text-2", "text-3"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What all cells share: a problem to point out, and whether an import or another person changed it unseen."""

    problem: str = ""
    fresh: bool = False
    internal: bool = False

    @property
    def display(self) -> str:
        """The plain text, as copied and searched."""
        return ""

    @property
    def reason(self) -> str:
        """Why the value is missing, odd or wrong; the tooltip."""
        return self.problem

    @property
    def spoken(self) -> str:
        """Value and state as a screen reader says them."""
        internal = tr("internal") if self.internal else ""
        changed = tr("changed") if self.fresh else ""
        return join((self.display, self.reason, internal, changed), ", ")


@dataclass(frozen=True, slots=True)
class Text(Cell):
    """Plain text; ``second`` is the small line below it in comfortable rows."""

    text: str
    second: str = ""
    tone: Tone = field(default="text", kw_only=True)
    strong: bool = field(default=False, kw_only=True)

    @property
    def display(self) -> str:
        return join((self.text, self.second))


@dataclass(frozen=True, slots=True)
class Person(Cell):
    """A person or organisation. ``key`` gives the avatar its hue and stays when the name changes."""

    name: str
    native: str = ""
    handles: tuple[tuple[str, str], ...] = ()
    kind: Literal["person", "organisation"] = "person"
    key: str = ""

    @property
    def display(self) -> str:
        return join((self.name, self.handles[0][1] if self.handles else ""))

    @property
    def spoken(self) -> str:
        handles = (tr("{handle} on {platform}", handle=handle, platform=platform) for platform, handle in self.handles)
        return join((self.name, self.native, *handles, self.problem), ", ")


@dataclass(frozen=True, slots=True)
class Tally(Cell):
    """So many done of so many. ``counted`` things stand in fives; stages of a process do not."""

    done: int
    total: int
    label: str = ""
    state: Literal["open", "finished", "stopped"] = "open"
    counted: bool = field(default=False, kw_only=True)

    @property
    def display(self) -> str:
        if self.counted:
            return self.label or tr("{done} of {total}", done=self.done, total=self.total)
        stage = tr("stage {done} of {total}", done=self.done, total=self.total)
        return join((self.label, stage), ", ")


@dataclass(frozen=True, slots=True)
class Pill(Cell):
    """A state in one word."""

    text: str
    state: State = "neutral"
    icon: str = ""

    @property
    def display(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class MoneyCell(Cell):
    """An amount already formatted, its code in front only where several currencies are in use."""

    text: str
    code: str = ""
    strong: bool = field(default=False, kw_only=True)

    @property
    def display(self) -> str:
        return join((self.code, self.text), " ")


@dataclass(frozen=True, slots=True)
class Due(Cell):
    """A date as seen from today; ``iso`` is what is copied."""

    text: str
    state: DueState = "soon"
    iso: str = ""

    @property
    def display(self) -> str:
        return self.iso or self.text

    @property
    def spoken(self) -> str:
        return join((self.text, self.problem), ", ")


@dataclass(frozen=True, slots=True)
class NumberCell(Cell):
    """A figure; n/a with its reason, stale with its age, unusual with its question."""

    text: str = ""
    na_reason: str = ""
    stale_text: str = ""
    question: str = ""

    @property
    def display(self) -> str:
        if self.na_reason:
            return tr("n/a: {reason}", reason=self.na_reason)
        return join((self.text or "–", self.stale_text))

    @property
    def reason(self) -> str:
        return join((self.na_reason, self.question, self.stale_text, self.problem), "\n")


@dataclass(frozen=True, slots=True)
class Masked(Cell):
    """A private value that lists never show or copy."""

    @property
    def display(self) -> str:
        return tr("hidden")


@dataclass(frozen=True, slots=True)
class Tick(Cell):
    """A tick box."""

    state: TickState = "off"

    @property
    def display(self) -> str:
        return {"off": tr("not ticked"), "part": tr("partly ticked"), "on": tr("ticked")}[self.state]


@dataclass(frozen=True, slots=True)
class Tags(Cell):
    """Tags as small chips; those without room are counted."""

    tags: tuple[str, ...] = ()

    @property
    def display(self) -> str:
        return ", ".join(self.tags)

    @property
    def spoken(self) -> str:
        count = plural(len(self.tags), "{n} tag", "{n} tags")
        return join((count, self.display, self.problem), ", ")


@dataclass(frozen=True, slots=True)
class Bar(Cell):
    """A share from 0 to 1, always with its number."""

    ratio: float
    text: str

    @property
    def display(self) -> str:
        return self.text
