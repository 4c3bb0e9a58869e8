"""A report as data: blocks of words and shares, laid out by the PDF and shown by the preview."""

from dataclasses import dataclass
from typing import Literal, TypeVar

from infludesk.reports.client_facts import Brand, Look
from infludesk.results.figures import Figure


@dataclass(frozen=True, slots=True)
class Tally:
    """Items done of items planned."""

    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Two:
    """A text with a line below it; a name is strong."""

    main: str
    below: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Strong:
    """Words to be seen first."""

    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A share of the longest bar: 0 to 1."""

    share: float


@dataclass(frozen=True, slots=True)
class Link:
    """Words that open a public address."""

    text: str
    url: str


Tone = Literal["success", "warn", "danger"]
Cell = str | Two | Strong | Bar | Tally | Link


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column: its heading and its width in mm."""

    title: str
    width: float
    right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The band on top of page 1: maker and kind, the title, the client, then dates and standing."""

    part: str
    kind: str
    title: str
    client: str
    below: str


@dataclass(frozen=True, slots=True)
class GoalBar:
    """Reached against wanted, as a bar from zero; ``reached`` is 0 or more, 1 is the goal."""

    reached: float
    reached_text: str
    goal_text: str


@dataclass(frozen=True, slots=True)
class Status:
    """How it stands, in a word on its tint."""

    word: str
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The question, its answer in large, and the line that proves it."""

    part: str
    question: str
    answer: str
    line: str = ""
    status: Status | None = None
    bar: GoalBar | None = None


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure with its proof in short lines."""

    label: str
    value: str
    lines: tuple[str, ...] = ()
    tally: Tally | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A row of four figures at most."""

    part: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Running text, and beside it what follows from it on the tint."""

    part: str
    title: str
    text: tuple[str, ...]
    side_title: str
    side: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A section: its bookmark, a sentence below it, and whether it opens a page."""

    part: str
    title: str
    note: str = ""
    opens_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Labels with their values, a row each."""

    part: str
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under a header that repeats; ``notes`` stand below."""

    part: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    total: tuple[Cell, ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class BarItem:
    """One bar: its label, its value and the value in words."""

    label: str
    value: float
    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """Bars from zero; the title is the finding, the note says metric, n, day and source."""

    title: str
    note: str
    bars: tuple[BarItem, ...]
    others: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChart:
    """A line over true days (ordinals); None is a gap. ``goal`` is drawn with its words."""

    title: str
    note: str
    points: tuple[tuple[int, float | None], ...]
    labels: tuple[str, ...]
    days: tuple[str, str]
    goal: float | None = None
    goal_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Charts:
    """Charts side by side: one takes the width, two take halves."""

    part: str
    charts: tuple[BarChart | LineChart, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A piece of content or a person in words; ``mark`` is the platform on its panel."""

    mark: str
    name: str
    text: str
    below: str
    figure: str = ""
    label: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """Cards in two columns; at most ``lines`` of text each."""

    part: str
    cards: tuple[Card, ...]
    lines: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A paragraph."""

    part: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Running text of any length beside its label; each paragraph reads in the direction of its first letter.

    ``marked`` lays it on the tint, as what must not be overlooked.
    """

    part: str
    label: str
    paragraphs: tuple[str, ...]
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The head of a paper without a band: who made it, its title, and a line below."""

    part: str
    maker: str
    title: str
    below: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A numbered section of a paper: its heading above running text of any length."""

    part: str
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the side, the name, and what is noted of the signature; empty leaves a line to sign on."""

    side: str
    name: str
    signed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """Places to sign, two in a row, each with room for place and day."""

    part: str
    label: str
    signers: tuple[Signer, ...]


Block = (
    Cover | Answer | Figures | Panel | Heading | Pairs | Table | Charts | Cards | Text | Passage | Opening | Clause
    | Signatures
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of the report as data: the part it stands in, whose it is, and what it is."""

    part: str
    subject: str
    label: str
    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A document ready to lay out; ``head`` stands on every page but the first, ``figures`` are its figures as data."""

    kind: str
    title: str
    head: str
    author: str
    look: Look
    brand: Brand
    blocks: tuple[Block, ...]
    figures: tuple[Told, ...] = ()


P = TypeVar("P", bound=Block | Told)


def chosen(found: tuple[P, ...], parts: frozenset[str] | None) -> tuple[P, ...]:
    """The blocks or figures whose part is ticked; None ticks all. The cover always stays."""
    return tuple(one for one in found if parts is None or one.part in parts or isinstance(one, Cover))
