"""Small campaigns and shortlists of invented people, and what is read back from a PDF."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO

import pypdfium2
import pytest

from infludesk.kernel.errors import Note
from infludesk.kernel.money import Money
from infludesk.reports import pdf
from infludesk.reports.blocks import Report
from infludesk.reports.facts import (
    Brand,
    CampaignFacts,
    Candidate,
    CreatorRow,
    Definition,
    DeliveryRow,
    DisclosureFact,
    FormatRow,
    GoalFact,
    Look,
    OpenCheck,
    Paper,
    PostRow,
    Reading,
    RightsRow,
    ShortlistFacts,
    SourceRow,
)
from infludesk.results.figures import Figure

DAY = "2026-03-12"
LOOK = Look(locale="en", made_by="Harbor & Pine", as_of=DAY)
BRAND = Brand("Bolt Drinks", "#FFD400")


def count(value: int, *, n: int = 4, of: int = 4) -> Figure:
    return Figure(Fraction(value), as_of=DAY, source="export", n=n, of=of)


def rate(part: int, whole: int) -> Figure:
    value = Fraction(part, whole)
    return Figure(
        value, "ppm", numerator=part, denominator=whole, variant="by reach, pooled", as_of=DAY, source="export"
    )


@dataclass(frozen=True, slots=True)
class Box:
    """A line of text on a page: its letters and its edges in points."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class ReadBack:
    data: bytes
    problems: tuple[Note, ...]
    size: tuple[float, float]
    texts: tuple[str, ...]
    boxes: tuple[tuple[Box, ...], ...]

    @property
    def text(self) -> str:
        return "\n".join(self.texts)


@pytest.fixture(scope="session")
def read_back() -> Callable[..., ReadBack]:
    """Write a report into memory and read its pages."""

    def read(report: Report, paper: Paper | None = None) -> ReadBack:
        stream = BytesIO()
        written = pdf.write(report, stream, paper=paper)
        with pypdfium2.PdfDocument(stream.getvalue()) as document:
            assert len(document) == written.pages
            pages = [page.get_textpage() for page in document]
            boxes = tuple(
                tuple(
                    Box(page.get_text_bounded(*at), *at) for at in (page.get_rect(i) for i in range(page.count_rects()))
                )
                for page in pages
            )
            texts = tuple(page.get_text_range().replace("\r\n", "\n") for page in pages)
            size = document[0].get_size()
        return ReadBack(stream.getvalue(), written.problems, size, texts, boxes)

    return read


@pytest.fixture(scope="session")
def campaign() -> CampaignFacts:
    """Three creators, one of them without reach, four posts of five."""
    unknown = Figure(None, reason="not read since the post went live", of=1)
    return CampaignFacts(
        title="Spring Launch",
        brand=BRAND,
        look=LOOK,
        objective="Awareness",
        goal=GoalFact("reach", Figure(Fraction(1_200_000)), count(1_344_000)),
        what_happened="Three creators posted. One post came two days late. Comments ask for a sugar-free can.",
        next_step="Decide on the summer round by 30 March.",
        spend=Money(1_245_000, "EUR"),
        budget=Money(1_500_000, "EUR"),
        reach=count(1_344_000),
        per_engagement=Figure(Fraction(4237, 100), "money", variant="fee only", as_of=DAY, currency="EUR", n=4, of=4),
        starts="2026-02-01",
        ends="2026-03-08",
        platforms=("Instagram", "TikTok"),
        markets=("Germany", "Austria"),
        tiers=(("Micro", 2), ("Mid", 1)),
        rules=("European Union 2026.1",),
        delivery=(DeliveryRow("Reel", 3, 3, 1), DeliveryRow("Story", 2, 1)),
        creators=(
            CreatorRow(
                name="Ana Costa", handle="@anafit", platform="Instagram", tier="Micro", posts=2,
                reach=count(900_000), engagements=count(31_500), rate=rate(31_500, 900_000),
            ),
            CreatorRow(
                name="Leo Park", handle="@leopark", platform="TikTok", tier="Mid", posts=1,
                reach=count(444_000), engagements=count(12_000), rate=rate(12_000, 444_000),
            ),
            CreatorRow(name="Mia Lund", handle="@mialund", platform="Instagram", tier="Micro", posts=1, reach=unknown),
        ),
        posts=tuple(
            PostRow(
                creator=name, handle=handle, platform="Instagram", format="Reel", day=f"2026-02-1{i}",
                text="First sip of spring, ad", label="Reach", figure=figure, url="https://example.com/p/1",
            )
            for i, (name, handle, figure) in enumerate(
                (
                    ("Ana Costa", "@anafit", count(500_000)), ("Ana Costa", "@anafit", count(400_000)),
                    ("Leo Park", "@leopark", count(444_000)), ("Mia Lund", "@mialund", unknown),
                )
            )
        ),
        formats=(FormatRow("Reel", 3, count(1_200_000)), FormatRow("Story", 1, count(144_000))),
        readings=(
            Reading("2026-02-10", 200_000), Reading("2026-02-17", None), Reading("2026-02-24", 900_000),
            Reading("2026-03-12", 1_344_000),
        ),
        disclosure=DisclosureFact(
            passed=3, checked=4, pack="European Union", version="2026.1", section="4.2",
            open=(OpenCheck(creator="Mia Lund", post="Story, 13 Feb", open="No word says it is paid.", section="4.2"),),
        ),
        rights=(
            RightsRow(creator="Ana Costa", channels="paid", territory="EU", start="2026-02-10", end="2026-08-09"),
            RightsRow(creator="Leo Park", channels="organic", territory="DE", start="2026-02-12", end="2026-03-01"),
        ),
        definitions=(Definition("Engagement rate by reach", "Engagements divided by reach, all posts pooled."),),
        sources=(SourceRow("export", DAY, "Reach and engagements"),),
    )  # fmt: skip


@pytest.fixture(scope="session")
def shortlist() -> ShortlistFacts:
    """Two proposals, one without known followers."""
    return ShortlistFacts(
        title="Summer Round",
        brand=BRAND,
        look=LOOK,
        looking_for="Runners in Germany with an adult audience.",
        next_step="Choose by 20 March.",
        candidates=(
            Candidate(
                name="Ana Costa", handle="@anafit", platform="Instagram", others=("@ana.eats on TikTok",),
                followers=count(48_200, n=0, of=0), tier="Micro", rate=rate(31_500, 900_000), country="Germany",
                topics=("running", "food"), why="Her readers asked for the drink.", client_fee=Money(240_000, "EUR"),
            ),
            Candidate(name="Leo Park", handle="@leopark", followers=Figure(None, reason="not public")),
        ),
        sources=(SourceRow("export", DAY, "Followers"),),
    )  # fmt: skip
