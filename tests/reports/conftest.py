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
from infludesk.reports.client_facts import (
    Brand,
    CampaignFacts,
    Candidate,
    CheckRow,
    CreatorRow,
    Definition,
    DeliveryRow,
    DisclosureFact,
    GoalFact,
    Look,
    OpenCheck,
    Paper,
    PlatformRow,
    PostRow,
    Reading,
    RightsRow,
    ShortlistFacts,
    SourceRow,
    TierRow,
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
        billed=(Money(1_245_000, "EUR"),),
        budget=Money(1_500_000, "EUR"),
        measured=count(1_344_000),
        reach=count(1_344_000),
        engagements=count(43_500),
        rate=rate(43_500, 1_344_000),
        per_engagement=Figure(Fraction(4237, 100), "money", variant="fee only", as_of=DAY, currency="EUR", n=4, of=4),
        starts="2026-02-01",
        ends="2026-03-08",
        platforms=("Instagram", "TikTok"),
        markets=("Germany", "Austria"),
        tiers=(TierRow("Micro", 2, 10_000, 50_000), TierRow("Mid", 1, 50_000, 250_000)),
        rules=("European Union 2026.1",),
        delivery=(DeliveryRow("Instagram Reels", 3, 3, 0, 2, 3, (2,)), DeliveryRow("Instagram Stories", 2, 1, 1)),
        creators=(
            CreatorRow(
                name="Ana Costa", handle="@anafit", platform="Instagram", tier="Micro", posts=2,
                measured=count(900_000), engagements=count(31_500), rate=rate(31_500, 900_000),
            ),
            CreatorRow(
                name="Leo Park", handle="@leopark", platform="TikTok", tier="Mid", posts=1,
                measured=count(444_000), engagements=count(12_000), rate=rate(12_000, 444_000),
            ),
            CreatorRow(
                name="Mia Lund", handle="@mialund", platform="Instagram", tier="Micro", posts=1, measured=unknown,
            ),
        ),
        posts=tuple(
            PostRow(
                creator=name, handle=handle, platform="Instagram", format="Reel", day=f"2026-02-1{i}",
                text="First sip of spring, ad", label="reach", figure=figure, url="https://example.com/p/1",
            )
            for i, (name, handle, figure) in enumerate(
                (
                    ("Ana Costa", "@anafit", count(500_000)), ("Ana Costa", "@anafit", count(400_000)),
                    ("Leo Park", "@leopark", count(444_000)), ("Mia Lund", "@mialund", unknown),
                )
            )
        ),
        by_platform=(PlatformRow("Instagram", 3, count(900_000)), PlatformRow("TikTok", 1, count(444_000))),
        readings=(
            Reading("2026-02-10", 200_000), Reading("2026-02-17", None), Reading("2026-02-24", 900_000),
            Reading("2026-03-12", 1_344_000),
        ),
        disclosure=DisclosureFact(
            passed=3, checked=4, by=("Mia Holm",), day=DAY,
            rows=(
                CheckRow("Is it said in plain words?", "EU 4.2", 3, 4), CheckRow("Is it seen at once?", "EU 4.3", 4, 4),
            ),
            open=(
                OpenCheck(
                    creator="@mialund", day="2026-02-13", open="no word says it is paid", asked_on="2026-02-14",
                ),
            ),
        ),
        rights=(
            RightsRow(
                creator="Ana Costa", channels="Paid social", territory="Germany", start="2026-02-10", end="2026-04-01",
            ),
            RightsRow(creator="Leo Park", channels="Web", territory="Germany", start="2026-02-12", end="2026-03-01"),
            RightsRow(creator="Mia Lund", channels="Web", days=90, begins="publication"),
        ),
        definitions=(
            Definition(
                "Engagement rate", "engagements / reach × 100", "by reach, pooled", "43,500 / 1,344,000 = 3.2%",
            ),
        ),
        sources=(SourceRow("Instagram export", DAY, "Reach, likes", "4 posts"),),
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
                topics=("running", "food"), why="Her readers asked for the drink.",
                client_fees=(Money(240_000, "EUR"),),
            ),
            Candidate(name="Leo Park", handle="@leopark", followers=Figure(None, reason="not public")),
        ),
        sources=(SourceRow("export", DAY, "Followers"),),
    )  # fmt: skip
