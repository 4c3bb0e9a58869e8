"""What is exported and imported again is the same, whatever people are called and whatever they write."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from infludesk.creators.profiles import profile_url
from infludesk.exporting.files import Format, Shape, export_file
from infludesk.exporting.lists import Wanted
from infludesk.exporting.table import Secrets
from infludesk.exporting.vcard_file import Version
from infludesk.importing.columns.home import home
from infludesk.importing.columns.mapping import propose
from infludesk.importing.commands import import_creators, prepare
from infludesk.importing.files.reader import read_file
from infludesk.kernel.money import Money
from infludesk.kernel.progress import silent
from infludesk.settings import Settings
from infludesk.workspace import Workspace
from tests.conftest import NOW
from tests.exporting.somebody import EMAILS, HANDLES, Known, add, everybody, furnish, held

EVERYTHING = Wanted("creators", secrets=Secrets(internal=True, private=True))
RICH = Known(
    {
        "name": "Ana Ruiz", "email": "ana@example.com", "phone": "0171 2345678", "notes": "5", "owner_id": "Mara Koch",
        "standing": "paused", "archived": True, "kind": "group", "langs": ("de", "pt-BR"),
        "topics": ("food, drink", "home; garden"), "middle_name": "Maria", "country": "DE", "city": "Köln",
        "summary": "'=x", "likes": "'90s", "birth_date": "--02-03", "website": "https://www.instagram.com/ana.fit/",
    },
    (
        ({"platform": "instagram", "handle": "ana.fit", "url": "https://www.instagram.com/ana.fit/",
          "platform_user_id": "178414", "display_name": "Ana | fit", "verified": True, "role": "main",
          "langs": ("en",), "content_kinds": ("Reels, long",), "notes": "12"},
         {"day": "2026-01-05", "source": "screenshot", "followers": 12_400, "er_ppm": 1_200, "er_variant": "reach"}),
        ({"platform": "instagram", "handle": "ana.two", "url": "https://linktr.ee/ana", "verified": False},
         {"day": "2025-12-01", "source": "manual", "followers": 90}),
        ({"platform": "line", "handle": "ana"}, {}),
    ),
    (("email", "studio@example.com"), ("phone", "0221 123456"), ("telegram", "@ana"), ("whatsapp", "+49 171 1"),
     ("whatsapp", "+49 171 2")),
    {
        "address": [{"line1": "Ring 1"}, {"line1": "Weg 2", "city": "Bonn", "country": "DE"}, {"recipient": "Bo"}],
        "do_not_contact": [
            {"channel": "email", "reason": "bounced", "address": "old@example.com", "since": "2026-01-02"},
            {"channel": "post", "scope": "Nordlys & Co", "until": "2027-01-01", "note": "=Until spring"},
        ],
        "tie": [
            {"kind": "employee", "with_party": "=Acme, Ltd", "since": "2024-05", "details": "Part time"},
            {"kind": "paid_creator", "disclose": "always"},
        ],
        "consent": [{"purpose": "relations", "basis": "contract", "since": "2026-01-02", "data_source": "Fair, 2026"}],
    },
    ("a;b", "food, drink", "sport"),
    {"My money": Money(120_050, "JPY"), "My ppm": 1_200, "My text": "007", "My choice": "9", "My yes": False,
     "My day": "2026-05-01", "My int": 42, "My long": "one\ntwo", "My url": "https://example.com/a"},
)  # fmt: skip


Accounts = tuple[tuple[dict[str, Any], dict[str, Any]], ...]


def some(examples: int) -> settings:
    """So many examples, none of them made smaller: each takes two workspaces."""
    return settings(
        max_examples=examples, suppress_health_check=list(HealthCheck), phases=[Phase.generate], deadline=None
    )


@pytest.fixture(scope="module")
def furnished(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with what both have, made once."""
    made = tmp_path_factory.mktemp("furnished") / "workspace"
    shutil.copytree(template, made)
    with Workspace.open(made, Settings(device="0123456789ab"), clock=lambda: NOW) as opened:
        opened.do(furnish)
    return made


@contextmanager
def fresh(furnished: Path, clock: Callable[[], datetime]) -> Iterator[Workspace]:
    """A workspace of its own, gone afterwards: one example must not see the people of another."""
    with tempfile.TemporaryDirectory(dir=furnished.parent) as folder:
        made = Path(folder) / "workspace"
        shutil.copytree(furnished, made)
        with Workspace.open(made, Settings(device="0123456789ab"), clock=clock) as opened:
            yield opened


def there_and_back(
    people: list[Known], shape: Shape, wanted: Wanted, furnished: Path, clock: Callable[[], datetime]
) -> tuple[list[Known], list[Known]]:
    """What was there, and what a second workspace holds after export and import with nobody choosing a column."""
    with fresh(furnished, clock) as one, fresh(furnished, clock) as other:
        one.do(add, people=people)
        target = one.folder.parent / f"out.{shape.format}"
        export_file(one.folder, wanted, shape, target, progress=silent)
        sheet = read_file(target)
        mapping = propose(sheet, other.read(home))
        prepared = other.read(lambda conn: prepare(conn, sheet, mapping, today=other.today()))
        other.do(import_creators, prepared=prepared)
        again = other.read(lambda conn: prepare(conn, sheet, mapping, today=other.today()))
        assert [(one.fill, one.kept) for one in again.decisions if one.fill or one.kept] == []  # nothing is new then
        return held(one), held(other)


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
@some(4)
@given(people=everybody())
def test_creators_come_back_as_they_were(
    furnished: Path, clock: Callable[[], datetime], format_: Format, people: list[Known]
) -> None:
    before, after = there_and_back(people, Shape(format_), EVERYTHING, furnished, clock)
    assert after == before


@pytest.mark.long
@pytest.mark.parametrize("format_", ["csv", "xlsx"])
@some(40)
@given(people=everybody())
def test_very_many_creators_come_back_as_they_were(
    furnished: Path, clock: Callable[[], datetime], format_: Format, people: list[Known]
) -> None:
    before, after = there_and_back(people, Shape(format_), EVERYTHING, furnished, clock)
    assert after == before


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_all_that_a_creator_holds_comes_back(furnished: Path, clock: Callable[[], datetime], format_: Format) -> None:
    before, after = there_and_back([RICH], Shape(format_), EVERYTHING, furnished, clock)
    assert after == before


# What a card has a place for, where a second word of an address book would be read for something else.
PLAIN = st.text(st.characters(codec="utf-8", categories=("Lu", "Ll")), min_size=2, max_size=20).map(str.strip)
LISTED = st.sampled_from(["food, drink", "home; garden", "back\\slash", "a|b", "sport", "ends \\"])
ON_CARDS = st.sampled_from(["instagram", "tiktok", "x", "youtube", "weibo", "line", "newsletter"])
WRITTEN = PLAIN | st.sampled_from(["One, two; three\\four", "O'Neil", "محمد الفنان", "🦊 Fox"])


@st.composite
def on_cards(draw: Callable[[Any], Any]) -> list[Known]:
    """Creators with what a card has a place for."""
    found = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        fields = {
            "name": f"{draw(WRITTEN)} {number}", "owner_id": "Mara Koch", "standing": "prospect",
            "given_name": draw(st.none() | WRITTEN), "family_name": draw(st.none() | WRITTEN),
            "middle_name": draw(st.none() | WRITTEN), "nickname": draw(st.none() | WRITTEN),
            "email": f"{number}{draw(EMAILS)}", "phone": f"+49 171 {number}234567", "notes": draw(st.none() | WRITTEN),
            "langs": draw(st.sampled_from([(), ("de",), ("en", "pt-BR")])), "city": draw(st.none() | PLAIN),
            "country": draw(st.sampled_from([None, "DE"])),
            "birth_date": draw(st.sampled_from([None, "1990-02-03", "--02-03"])),
        }  # fmt: skip
        handles = draw(st.lists(st.tuples(ON_CARDS, HANDLES), max_size=4, unique_by=lambda one: one[1]))
        accounts: Accounts = tuple(
            ({"platform": platform, "handle": f"{handle}{number}"} | _site(platform, f"{handle}{number}"), {})
            for platform, handle in handles
        )
        points = tuple(("email", f"more{number}{one}") for one in draw(st.lists(EMAILS, max_size=2, unique=True)))
        tags = tuple(draw(st.lists(LISTED, max_size=3, unique=True)))
        found.append(Known({name: value for name, value in fields.items() if value}, accounts, points, {}, tags))
    return found


def _site(platform: str, handle: str) -> dict[str, str]:
    url = profile_url(platform, handle)
    return {"url": url} if url else {}


@pytest.mark.parametrize("version", ["4.0", "3.0"])
@some(6)
@given(people=on_cards())
def test_cards_come_back_as_they_were(
    furnished: Path, clock: Callable[[], datetime], version: Version, people: list[Known]
) -> None:
    if version == "3.0":  # an older card says no languages
        for one in people:
            one.fields.pop("langs", None)
    before, after = there_and_back(people, Shape("vcard", version=version), EVERYTHING, furnished, clock)
    for one in after:  # the importer looks after whoever a card brings
        one.fields["owner_id"] = "Mara Koch"
    assert after == before


@pytest.mark.parametrize("version", ["4.0", "3.0"])
@pytest.mark.parametrize("text", ["007", "-", "n/a", "a,b", "Ruiz, Ana", "5", "null", "a@b.com", "https://x.com", "@a"])
def test_texts_that_look_like_something_else_come_back_from_cards(
    furnished: Path, clock: Callable[[], datetime], version: Version, text: str
) -> None:
    for name in ("name", "notes", "city", "nickname"):
        fields = {"name": "Bo", "email": "bo@example.com", "owner_id": "Mara Koch", "standing": "prospect", name: text}
        shape = Shape("vcard", version=version)
        before, after = there_and_back([Known(fields)], shape, EVERYTHING, furnished, clock)
        assert [one.fields[name] for one in after] == [one.fields[name] for one in before] == [text]
