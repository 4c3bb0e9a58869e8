"""The brief as a PDF, read back: every section, the client's brand, any script, and how many pages it takes."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from infludesk.campaigns.brief_templates import Template, fill, parse
from infludesk.campaigns.brief_words import SECTIONS, lines_of
from infludesk.campaigns.commands import brief_of, create_campaign
from infludesk.campaigns.freeze import canonical, digest
from infludesk.campaigns.model import Brief, BriefVersion
from infludesk.campaigns.template_store import shipped_briefs
from infludesk.db.rows import insert
from infludesk.records.model import ZONE
from infludesk.records.store import set_setting
from infludesk.reports import brief as document
from infludesk.reports.branding import Setting
from infludesk.reports.brief import BriefFacts
from infludesk.reports.client_facts import Brand, Look
from infludesk.reports.fonts import _visual
from infludesk.workspace import Workspace

LOOK = Look(made_by="Harbor & Pine", as_of="2026-03-12")
BRAND = Brand("Bolt Drinks", "#FFD400")
NAMES = {"brand": "Bolt", "campaign": "Spring Launch", "client": "Bolt Drinks"}
SHIPPED = [parse(text) for text in shipped_briefs()]
ARABIC = "أظهر كيف تستخدم Bolt في يومك العادي، ثم قل رأيك بصراحة للناس الذين يتابعونك منذ سنوات طويلة وما زالوا معك."


def facts(words: Brief, **given: str) -> BriefFacts:
    made = {"title": "Spring Launch", "creator": "", "version": "Version 1, 12 Mar 2026"} | given
    return BriefFacts(words, made["title"], made["creator"], made["version"], BRAND, LOOK)


def read_back(made: BriefFacts) -> tuple[str, int, int]:
    """What the PDF says without blanks, its pages and its bytes."""
    stream = BytesIO()
    document.write(made, stream)
    pages = PdfReader(BytesIO(stream.getvalue())).pages
    return "".join("".join(page.extract_text() for page in pages).split()), len(pages), len(stream.getvalue())


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("template", SHIPPED, ids=lambda one: one.name)
def test_a_shipped_brief_fits_two_pages_with_every_word(template: Template) -> None:
    words = Brief(title="Brief", **fill(template, NAMES))
    text, pages, size = read_back(facts(words))
    for field in SECTIONS:
        for line in lines_of(field, getattr(words, field.name)):
            assert squeezed(line) in text
    assert pages <= document.MOST_PAGES
    assert size < 400_000


def test_the_band_says_whose_brief_it_is() -> None:
    text, pages, _ = read_back(facts(Brief(goal="Reach runners"), creator="Ana Lima"))
    assert pages == 1
    for said in ("Harbor&Pine", "Brief", "SpringLaunch", "BoltDrinks", "forAnaLima", "Version1,12Mar2026"):
        assert said in text
    assert "Draft" not in text
    draft = replace(facts(Brief(goal="Reach"), version=""), look=replace(LOOK, draft=True))
    assert "Draft" in read_back(draft)[0]


@pytest.mark.parametrize(
    "said",
    [
        "中村 美咲 は新しい味を試します。" * 30,
        "Zoë & Søren 🏃‍♀️☕ fan",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3,
        "<b>not bold</b> & 100 %",
    ],
)
def test_any_script_survives(said: str) -> None:
    text, _, _ = read_back(facts(Brief(goal=said), title="ليلى المنصوري", creator="中村 美咲"))
    wanted = squeezed(said).replace("\u200d", "").replace("\ufe0f", "")
    assert wanted in text.replace("\u200d", "").replace("\ufe0f", "")
    assert "中村美咲" in text


def test_a_paragraph_from_the_right_stands_at_the_right() -> None:
    stream = BytesIO()
    document.write(facts(Brief(goal=f"{ARABIC}\nBolt first, then {ARABIC[:20]}")), stream)
    places: list[tuple[float, str]] = []

    def visit(text: str, _cm: object, tm: list[float], _font: object, _size: object) -> None:
        if text.strip():
            places.append((tm[4], text.strip()))

    page = PdfReader(BytesIO(stream.getvalue())).pages[0]
    page.extract_text(visitor_text=visit)
    said = "".join(text for _, text in places)
    assert all(letter in said for letter in set(ARABIC) - set(" ،."))
    lefts = [x for x, text in places if "Bolt first" in text]
    assert lefts
    assert min(x for x, text in places if set(text) & set("أظهر")) > min(lefts)


def test_an_isolate_gives_the_direction_of_its_line() -> None:
    inside = "Bolt \u05d0\u05d1"
    assert [_visual(f"{mark}{inside}\u2069") for mark in "\u2066\u2067\u2068"] == [
        "Bolt \u05d1\u05d0", "\u05d1\u05d0 Bolt", "Bolt \u05d1\u05d0",
    ]  # fmt: skip


def test_a_long_brief_tells_how_many_pages_it_takes() -> None:
    long = "A sentence about running in the park at six in the morning. "
    assert document.page_count(facts(Brief(goal=long))) == 1
    assert document.page_count(facts(Brief(goal=long * 40, tone=long * 40))) == 2
    assert document.page_count(facts(Brief(goal=long * 90, tone=long * 90))) > 2
    assert document.page_count(facts(Brief())) == 1


def test_a_link_can_be_followed() -> None:
    stream = BytesIO()
    document.write(facts(Brief(links=("https://bolt.example/spring", "javascript:alert(1)"))), stream)
    page = PdfReader(BytesIO(stream.getvalue())).pages[0]
    found = [one.get_object()["/A"]["/URI"] for one in page.annotations or ()]
    assert found == ["https://bolt.example/spring"]


@settings(max_examples=25)
@given(st.text(max_size=300), st.lists(st.text(min_size=1, max_size=40), max_size=3).map(tuple))
def test_any_text_makes_a_readable_file(goal: str, messages: tuple[str, ...]) -> None:
    _, pages, size = read_back(facts(Brief(goal=goal, key_messages=messages), title=goal[:40]))
    assert pages >= 1
    assert size < 10_000_000


@pytest.mark.parametrize(
    ("zone", "day"),
    [("America/Los_Angeles", "31 Dec 2025"), ("UTC", "1 Jan 2026"), ("Pacific/Auckland", "1 Jan 2026")],
)
def test_a_version_is_dated_by_the_day_of_the_house(workspace: Workspace, zone: str, day: str) -> None:
    workspace.do(lambda tx: set_setting(tx, ZONE, zone))
    campaign = workspace.do(create_campaign, name="Spring", client="Acme").value
    brief = workspace.do(brief_of, campaign_id=campaign).value
    body = canonical(Brief(campaign_id=campaign, title="Brief", goal="Reach"), rule_packs=())
    row = BriefVersion(brief_id=brief, body=body, sha256=digest(body), frozen_at="2026-01-01T03:00:00Z")
    version = workspace.do(lambda tx: insert(tx, row).id).value
    made = Setting(workspace.attachments, workspace.today())
    assert workspace.read(lambda conn: document.version_facts(conn, version, made)).version == f"Version 1, {day}"
