"""What is on the pages: read back, measured, and written whole or not at all."""

import dataclasses
import errno
import re
from collections.abc import Callable
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any, NoReturn

import pypdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image

from infludesk.kernel.errors import Cancelled, Problem
from infludesk.reports import campaign as campaign_report
from infludesk.reports import pdf
from infludesk.reports import shortlist as shortlist_report
from infludesk.reports.blocks import Column, Cover, Report, Table
from infludesk.reports.client_facts import Brand, CampaignFacts, CreatorRow, Look, Paper, RightsRow, ShortlistFacts
from infludesk.reports.pdf_piece import Piece
from infludesk.results.figures import Figure

Read = Callable[..., Any]
LONG = "Wilhelmina Konstantinopolitańczykowianeczka-Featherstonehaugh von und zu " * 3
MM = 72 / 25.4


@pytest.mark.parametrize(("paper", "size"), [("a4", (210.0, 297.0)), ("letter", (215.9, 279.4))])
def test_pages_have_the_papers_size(
    campaign: CampaignFacts, read_back: Read, paper: Paper, size: tuple[float, float]
) -> None:
    back = read_back(campaign_report.build(campaign), paper)
    assert back.size == pytest.approx([side * MM for side in size], abs=0.1)
    assert "Rules used" in back.texts[0]
    assert_clean(back)


def test_page_1_answers_the_question(campaign: CampaignFacts, read_back: Read) -> None:
    first = " ".join(read_back(campaign_report.build(campaign)).texts[0].split())
    for words in (
        "Harbor & Pine Campaign report", "1 Feb – 8 Mar 2026 · final report, figures as of 12 Mar 2026",
        "Did we reach the goal? Yes: 1.34M reached Goal reached 112% of the target of 1,200,000, 144,000 above it.",
        "Target 1,200,000", "0 1,344,000", "€12,450.00 Client fee only, EUR", "4 of 5", "€0.42 On the client fee",
        "Decide on the summer round by 30 March.", "2 Micro (10K to under 50K), 1 Mid (50K to under 250K)",
        "Prepared by Harbor & Pine for Bolt Drinks · 12 Mar 2026 Page 1 of 3",
    ):  # fmt: skip
        assert words in first


def test_later_pages_hold_delivery_disclosure_rights_and_reasons(campaign: CampaignFacts, read_back: Read) -> None:
    text = " ".join(read_back(campaign_report.build(campaign)).text.split())
    for words in (
        "Delivery against plan: 4 of 5 posts live, 2 on the planned date", "Instagram Reels 3 3 0 2 One 2 days late",
        "Instagram Stories 2 1 −1 – One overdue", "Total 5 4 −1 2", "ER = engagement rate by reach",
        "Target passed in the week of 9 March", "Instagram brought 67% of the reach", "Content: every post",
        "Disclosure checks: 3 of 4 posts met all", "Is it said in plain words? EU 4.2 3 of 4 *",
        "* @mialund, 13 Feb 2026: no word says it is paid; a fix was asked for on 14 Feb 2026.", "Checked by Mia Holm",
        "Usage rights: one set ends within 30 days", "1 Apr 2026 20 days", "1 Mar 2026 ended",
        "from publication, 90 days", "(a) not read since the post went live", "43,500 / 1,344,000 = 3.2%",
        "Reach of Mia Lund",
    ):  # fmt: skip
        assert words in text


def test_numbers_and_dates_follow_the_readers_locale(campaign: CampaignFacts, read_back: Read) -> None:
    german = dataclasses.replace(campaign, look=dataclasses.replace(campaign.look, locale="de-DE"))
    text = read_back(campaign_report.build(german)).text
    assert "12.450,00" in text
    assert "12. März 2026" in text or "12 März 2026" in text


def test_shortlist_shows_the_fee_only_where_it_is_ticked(shortlist: ShortlistFacts, read_back: Read) -> None:
    every = frozenset(code for code, _ in shortlist_report.PARTS)
    fees = read_back(shortlist_report.build(shortlist, every))
    assert_clean(fees)
    shown = " ".join(fees.text.split())
    hidden = read_back(shortlist_report.build(shortlist))
    assert "€2,400.00" in shown
    assert "€2,400.00" not in hidden.text
    for words in ("2 creators, ready to be asked", "@ana.eats on TikTok", "48.2K 12 Mar 2026 · export", "not public"):
        assert words in shown
    assert_clean(hidden)


@pytest.mark.parametrize(
    "name",
    [
        "José Müller Łódź", "Жанна Ελένη", "مريم العلي", "דנה כהן", "अनन्या शर्मा",
        "สมชาย ใจดี", "田中花子", "サトウ", "김민준", "Ana 🎉 fit", "👩\u200d👩\u200d👧 Fam",
        "🇩🇪 Fit", "👍🏽 yes",
    ],
)  # fmt: skip
def test_names_of_every_script_are_drawn_and_read_back(campaign: CampaignFacts, read_back: Read, name: str) -> None:
    facts = dataclasses.replace(campaign, creators=(dataclasses.replace(campaign.creators[0], name=name),))
    back = read_back(campaign_report.build(facts))
    assert back.problems == ()
    for word in name.split():
        assert word in back.text


def test_fonts_are_embedded_as_subsets(campaign: CampaignFacts, read_back: Read) -> None:
    reader = pypdf.PdfReader(BytesIO(read_back(campaign_report.build(campaign)).data))
    found: Any = [page["/Resources"]["/Font"] for page in reader.pages]  # type: ignore[index]  # dictionaries
    fonts = [font.get_object() for page in found for font in page.values()]
    embedded = [font for font in fonts if "/FontDescriptor" in font]
    assert embedded
    for font in embedded:
        assert "/FontFile2" in font["/FontDescriptor"]
        assert re.match(r"/[A-Z0-9]+\+NotoSans", font["/BaseFont"]), font["/BaseFont"]


def test_title_author_language_and_bookmarks(campaign: CampaignFacts, read_back: Read) -> None:
    reader = pypdf.PdfReader(BytesIO(read_back(campaign_report.build(campaign)).data))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Spring Launch", "Harbor & Pine")
    assert str(reader.root_object["/Lang"]) == "en"
    marks = [mark.title for mark in reader.outline if not isinstance(mark, list)]
    assert marks[0] == "Campaign at a glance"
    assert marks[-1] == "How this report was made"


@pytest.mark.parametrize("many", [0, 1, 2, 60])
def test_any_number_of_creators_is_laid_out(campaign: CampaignFacts, read_back: Read, many: int) -> None:
    creators = tuple(
        dataclasses.replace(campaign.creators[0], name=f"Creator {i} {LONG}", handle=f"@{'long' * 20}{i}", tier=LONG)
        for i in range(many)
    )
    rights = tuple(
        RightsRow(creator=c.name, content=LONG, channels=LONG, start="2026-01-01", end="2027-01-01") for c in creators
    )
    back = read_back(campaign_report.build(dataclasses.replace(campaign, title=LONG, creators=creators, rights=rights)))
    text = " ".join(back.text.split())
    assert all(f"Creator {i} Wilhelmina" in text for i in range(many))
    assert_clean(back)


def test_nothing_known_still_makes_a_report(read_back: Read) -> None:
    facts = CampaignFacts(
        title="Empty", brand=Brand("Bolt"), look=Look(), creators=(CreatorRow(name="Ana Costa"),),
        measured=Figure(None, reason="no readings"),
    )  # fmt: skip
    back = read_back(campaign_report.build(facts))
    assert "No goal was set" in back.text
    assert "No post is live yet." in back.text
    assert "no readings" in back.text
    assert_clean(back)


def test_zero_is_written_only_where_it_was_counted(campaign: CampaignFacts, read_back: Read) -> None:
    from fractions import Fraction

    zero = Figure(Fraction(0), of=1, n=1)
    rows = tuple(dataclasses.replace(c, measured=zero, engagements=zero, rate=Figure(None)) for c in campaign.creators)
    goal = dataclasses.replace(campaign.goal, actual=zero) if campaign.goal else None
    back = read_back(campaign_report.build(dataclasses.replace(campaign, creators=rows, reach=zero, goal=goal)))
    assert "No: 0 reached" in " ".join(back.texts[0].split())
    assert "not recorded" in back.text
    assert_clean(back)


def test_a_letter_no_font_has_is_listed_and_the_pdf_is_made(campaign: CampaignFacts, read_back: Read) -> None:
    back = read_back(campaign_report.build(dataclasses.replace(campaign, objective="odd \U000f1234 letter")))
    (note,) = back.problems
    assert note.value == "odd \U000f1234 letter"
    assert "U+F1234" in note.reason


def test_a_decorated_letter_is_drawn_plain(campaign: CampaignFacts, read_back: Read) -> None:
    back = read_back(campaign_report.build(dataclasses.replace(campaign, objective="𝓐𝓷𝓷𝓪 ⓕⓘⓣ")))
    assert back.problems == ()
    assert "Anna fit" in back.text


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("ক", "U+0995 (Bengali letter ka)"), ("த", "U+0BA4 (Tamil letter ta)"),
        ("Ա", "U+0531 (Armenian capital letter ayb)"), ("გ", "U+10D2 (Georgian letter gan)"),
        ("\ue000", "U+E000"), ("\U000f0000", "U+F0000"),
    ],
)  # fmt: skip
def test_a_script_without_a_font_is_named(campaign: CampaignFacts, read_back: Read, text: str, named: str) -> None:
    read_back(
        campaign_report.build(dataclasses.replace(campaign, objective="مريم 👩\u200d🚀"))
    )  # makes codes of its own
    back = read_back(campaign_report.build(dataclasses.replace(campaign, objective=text)))
    assert [(note.value, note.reason) for note in back.problems] == [
        (text, f"No font has the letter {named}; a box stands for it.")
    ]
    assert "□" in back.text


def test_a_logo_that_cannot_be_read_is_listed(campaign: CampaignFacts, read_back: Read) -> None:
    back = read_back(campaign_report.build(dataclasses.replace(campaign, brand=Brand("Bolt", logo=b"no picture"))))
    (note,) = back.problems
    assert "logo" in note.reason


def picture(wide: int, high: int) -> bytes:
    made = BytesIO()
    Image.new("RGBA", (wide, high), (200, 30, 30, 120)).save(made, "PNG")
    return made.getvalue()


def test_the_clients_logo_stands_on_page_1(campaign: CampaignFacts, read_back: Read) -> None:
    brand = Brand("Bolt", logo=picture(300, 90))
    back = read_back(campaign_report.build(dataclasses.replace(campaign, brand=brand)))
    assert back.problems == ()
    assert_clean(back)
    images = [len(page.images) for page in pypdf.PdfReader(BytesIO(back.data)).pages]
    assert images[0] >= 1
    assert not any(images[1:])


def test_the_makers_logo_stands_on_every_page(campaign: CampaignFacts, read_back: Read) -> None:
    look = dataclasses.replace(campaign.look, logo=picture(60, 60))
    back = read_back(campaign_report.build(dataclasses.replace(campaign, look=look)))
    assert back.problems == ()
    assert_clean(back)
    assert all(page.images for page in pypdf.PdfReader(BytesIO(back.data)).pages)


def test_heads_and_feet_say_whose_report_it_is(campaign: CampaignFacts, read_back: Read) -> None:
    look = dataclasses.replace(campaign.look, made_on="2026-03-20", draft=True)
    texts = read_back(campaign_report.build(dataclasses.replace(campaign, look=look))).texts
    assert "Campaign report · Draft" in texts[0]
    for n, text in enumerate(texts, 1):
        foot = f"Prepared by Harbor & Pine for Bolt Drinks · 20 Mar 2026 Page {n} of {len(texts)}"
        assert foot in " ".join(text.split())
    for text in texts[1:]:
        assert "Harbor & Pine · Draft" in text
        assert "Bolt Drinks · Spring Launch · 1 Feb – 8 Mar 2026" in text


def test_a_nearly_empty_last_page_is_spared_by_narrower_gaps() -> None:
    def column(count: int) -> list[Piece]:
        return [Piece(20, lambda _pen, _y: None, gap=10) for _ in range(count)]

    found = {count: [len(page) for page in pdf.laid_out(column(count), bottom=260)] for count in (9, 10, 11, 16, 18)}
    assert found == {9: [9], 10: [10], 11: [9, 2], 16: [9, 7], 18: [10, 8]}


def test_every_table_is_as_wide_as_the_text(campaign: CampaignFacts, shortlist: ShortlistFacts) -> None:
    every = frozenset(code for code, _ in (*campaign_report.PARTS, *shortlist_report.PARTS))
    built = (campaign_report.build(campaign, every), shortlist_report.build(shortlist, every))
    tables = [block for report in (*built, shortlist_report.build(shortlist)) for block in report.blocks]
    widths = [sum(column.width for column in block.columns) for block in tables if isinstance(block, Table)]
    assert len(widths) > 10
    assert set(widths) == {174}


def test_all_posts_are_a_part_of_their_own(campaign: CampaignFacts, read_back: Read) -> None:
    every = frozenset(code for code, _ in campaign_report.PARTS)
    back = read_back(campaign_report.build(campaign, every))
    assert_clean(back)
    assert "All posts" in back.text
    assert "All posts" not in read_back(campaign_report.build(campaign)).text


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(max_size=120), other=st.text(max_size=400))
@example(text="א\U00018d09", other="\u2067א\u2066\u2069(1)")
def test_any_text_makes_a_readable_file(campaign: CampaignFacts, text: str, other: str) -> None:
    creator = dataclasses.replace(campaign.creators[0], name=text, handle=text, tier=text)
    facts = dataclasses.replace(
        campaign, title=text, next_step=other, what_happened=other, creators=(creator, campaign.creators[1]),
        brand=Brand(text), platforms=(text,), look=dataclasses.replace(campaign.look, made_by=text),
    )  # fmt: skip
    stream = BytesIO()
    written = pdf.write(campaign_report.build(facts), stream)
    with pypdfium2.PdfDocument(stream.getvalue()) as document:
        assert len(document) == written.pages


def test_only_ticked_parts_are_there(campaign: CampaignFacts, read_back: Read) -> None:
    report = campaign_report.build(campaign, frozenset({"answer", "disclosure"}))
    text = read_back(report).text
    assert "Disclosure checks" in text
    assert "Usage rights" not in text
    assert isinstance(report.blocks[0], Cover)


def test_a_report_replaces_a_file_whole(campaign: CampaignFacts, tmp_path: Path) -> None:
    target = tmp_path / "Spring Launch.pdf"
    target.write_bytes(b"old")
    written = pdf.write(campaign_report.build(campaign), target)
    assert written.pages == len(pypdf.PdfReader(target).pages)
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("error", "code", "title"),
    [
        (
            PermissionError(errno.EACCES, "held"),
            "file.in_use",
            '"Spring Launch.pdf" is open in another program.',
        ),
        (OSError(errno.ENOSPC, "full"), "file.disk_full", "The disk is full."),
        (OSError(errno.EIO, "broken"), "file.not_written", '"Spring Launch.pdf" cannot be saved in this folder.'),
    ],
)
def test_a_failed_save_keeps_the_old_file(
    campaign: CampaignFacts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, code: str, title: str
) -> None:
    target = tmp_path / "Spring Launch.pdf"
    target.write_bytes(b"old")

    def held(*_: object) -> NoReturn:
        raise error

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(Problem) as found:
        pdf.write(campaign_report.build(campaign), target)
    assert (found.value.code, found.value.title) == (code, title)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_only_a_file_is_written_over(campaign: CampaignFacts, tmp_path: Path) -> None:
    for target in (tmp_path, Path("/dev/null")):
        if not target.exists():
            continue
        with pytest.raises(Problem) as found:
            pdf.write(campaign_report.build(campaign), target)
        assert found.value.code == "file.not_a_file"
    assert not list(tmp_path.iterdir())


def test_a_read_only_file_is_left_alone(campaign: CampaignFacts, tmp_path: Path) -> None:
    target = tmp_path / "Spring Launch.pdf"
    target.write_bytes(b"old")
    target.chmod(0o444)
    with pytest.raises(Problem, match=r'save as "Spring Launch 2.pdf"'):
        pdf.write(campaign_report.build(campaign), target)
    assert target.read_bytes() == b"old"


def test_cancelled_writes_nothing(campaign: CampaignFacts, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done < total:
            raise Cancelled

    with pytest.raises(Cancelled):
        pdf.write(campaign_report.build(campaign), tmp_path / "x.pdf", progress=stop)
    assert not list(tmp_path.iterdir())


def test_a_long_table_has_every_row_once_and_a_header_on_each_page(tmp_path: Path) -> None:
    columns = (Column("Creator", 100), Column("Reach", 74, right=True))
    rows = [(f"creator-{i:04}", str(i)) for i in range(500)]
    written = pdf.write_table(columns, rows, tmp_path / "table.pdf", title="All figures")
    texts = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "table.pdf").pages]
    assert written == pdf.Written(len(texts))
    assert all("Creator" in text and "All figures" in text for text in texts)
    assert all("".join(texts).count(name) == 1 for name, _ in rows)


def test_an_empty_table_is_one_page() -> None:
    stream = BytesIO()
    assert pdf.write_table((Column("Creator", 174),), (), stream).pages == 1


def assert_clean(back: Any) -> None:
    """No words cover others, and all stand within the margins of their page."""
    side = (back.size[0] - 174 * MM) / 2
    for page in back.boxes:
        for box in page:
            assert side - 1 <= box.left, box
            assert box.right <= back.size[0] - side + 1.5, box
            assert box.bottom >= 20, box
            assert box.top <= back.size[1] - 15, box
        for one, other in combinations(page, 2):
            across = min(one.right, other.right) - max(one.left, other.left)
            down = min(one.top, other.top) - max(one.bottom, other.bottom)
            assert across <= 1 or down <= 1, (one, other)


def test_every_part_can_be_left_out(campaign: CampaignFacts, read_back: Read) -> None:
    nothing: Report = campaign_report.build(campaign, frozenset())
    assert len(read_back(nothing).texts) == 1
