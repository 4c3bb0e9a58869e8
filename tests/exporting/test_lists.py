"""Lists as tables: the columns a page shows, all fields, and what stays out."""

from dataclasses import replace
from pathlib import Path

import pytest

from infludesk.campaigns.commands import add_creators, create_campaign
from infludesk.campaigns.model import Campaign
from infludesk.clients.commands import add_client
from infludesk.contracts.packs import known_packs
from infludesk.creators.commands import add_account, add_creator, block, read_account
from infludesk.exporting import views
from infludesk.exporting.declared import Names, columns_of
from infludesk.exporting.files import Shape, export_file, preview
from infludesk.exporting.lists import LISTS, Kind, Wanted, count, table_of, withheld
from infludesk.exporting.table import Secrets
from infludesk.importing.columns.home import home
from infludesk.importing.columns.mapping import propose
from infludesk.importing.fields.targets import candidates
from infludesk.importing.files.reader import read_file
from infludesk.kernel.fields import Field
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.kernel.progress import silent
from infludesk.records.custom_commands import add_custom_field, set_custom_value
from infludesk.workspace import Workspace

ALL = Secrets(internal=True, private=True)


@pytest.fixture
def ana(workspace: Workspace) -> str:
    made = str(workspace.do(add_creator, name="Ana Ruiz", profile="https://instagram.com/ana").value)
    account = workspace.do(add_account, creator_id=made, profile="https://tiktok.com/@ana.big").value
    workspace.do(
        read_account, account_id=account, day="2026-03-01", source="manual", followers=12_431, er_ppm=34_700,
        er_variant="reach",
    )  # fmt: skip
    return made


@pytest.fixture
def campaign(workspace: Workspace, ana: str) -> str:
    client = str(workspace.do(add_client, name="Northwind").value)
    made = str(workspace.do(create_campaign, name="Spring", client_id=client).value)
    workspace.do(add_creators, campaign_id=made, creator_ids=[ana])
    return made


def rows(workspace: Workspace, wanted: Wanted) -> list[dict[str, object]]:
    def read(conn: object) -> list[dict[str, object]]:
        table = table_of(conn, wanted)  # type: ignore[arg-type]
        return [dict(zip((one.heading for one in table.columns), row, strict=True)) for row in table.rows]

    return workspace.read(read)


def test_a_view_holds_values_not_words(workspace: Workspace, ana: str) -> None:
    (row,) = rows(workspace, Wanted("creators", (ana,), ("followers", "er", "name")))
    assert row == {
        "Followers": 12_431, "As of": "2026-03-01", "Engagement rate %": 34_700, "Engagement rate variant": "by reach",
        "Name": "Ana Ruiz", "Platform": "TikTok", "Handle": "ana.big",
    }  # fmt: skip
    assert next(iter(row)) == "Followers"


def test_all_fields_head_what_an_import_knows(workspace: Workspace, ana: str) -> None:
    (row,) = rows(workspace, Wanted("creators", (ana,), secrets=ALL))
    assert [heading for heading in row if not candidates(heading)] == []
    assert (row["TikTok: Followers"], row["TikTok: Engagement rate %"]) == (12_431, 34_700)
    assert row["Instagram: Handle"] == "ana"
    assert "Instagram: Followers" not in row


def test_who_is_not_to_be_contacted_is_told_in_every_file(workspace: Workspace, ana: str) -> None:
    workspace.do(block, creator_id=ana)
    for keys in (None, ("standing",)):
        (row,) = rows(workspace, Wanted("creators", (ana,), keys))
        assert row["Do not contact"] in ("yes", True)


@pytest.mark.usefixtures("campaign")
@pytest.mark.parametrize("kind", list(LISTS))
def test_every_list_can_be_exported_whole(workspace: Workspace, campaign: str, kind: Kind) -> None:
    within = campaign if kind == "roster" else ""
    for secrets in (Secrets(), ALL):
        found = rows(workspace, Wanted(kind, secrets=secrets, within=within, now="2026-03-12T09:30:00Z"))
        shipped = len(workspace.read(known_packs)) if kind == "rule_packs" else 0
        assert len(found) == (shipped or kind in ("creators", "campaigns", "roster"))
    wanted = Wanted(kind, within=within, now="2026-03-12T09:30:00Z")
    assert workspace.read(lambda conn: count(conn, wanted)) == len(found)


def test_fees_stay_out_of_a_roster_until_they_are_asked_for(workspace: Workspace, campaign: str) -> None:
    shown = Wanted("roster", keys=tuple(views.roster()), within=campaign)
    assert "Client fee" not in rows(workspace, shown)[0]
    assert "Client fee" in workspace.read(lambda conn: withheld(conn, shown))
    assert "Client fee" in rows(workspace, Wanted("roster", keys=shown.keys, secrets=ALL, within=campaign))[0]


def test_fields_of_the_user_s_own_come_along_and_back(workspace: Workspace, ana: str, tmp_path: Path) -> None:
    values = {"text": "=Blue", "int": 42, "day": "2026-05-01", "yes": True, "ppm": 8_000, "money": Money(1_250, "EUR")}
    for kind, value in values.items():
        made = workspace.do(add_custom_field, table="creator", label=f"My {kind}", kind=kind).value
        workspace.do(set_custom_value, record=ref("creator", ana), field_id=str(made), value=value)
    (row,) = rows(workspace, Wanted("creators", (ana,)))
    assert {name: row[name] for name in row if name.startswith("Custom field")} == {
        "Custom field: My text": "=Blue", "Custom field: My int": 42,
        "Custom field: My day": "2026-05-01", "Custom field: My yes": True,
        "Custom field %: My ppm": 8_000,
        "Custom field: My money": Money(1_250, "EUR").amount, "Custom field, currency: My money": "EUR",
    }  # fmt: skip
    (shown,) = rows(workspace, Wanted("creators", (ana,), ("custom.my_int", "name")))
    assert list(shown)[:2] == ["Custom field: My int", "Name"]
    export_file(workspace.folder, Wanted("creators"), Shape(), tmp_path / "a.csv", progress=silent)
    found = propose(read_file(tmp_path / "a.csv"), workspace.read(home))
    targets = {one.heading: one.target for one in found.columns}
    assert {name for name, code in targets.items() if code.startswith("custom.")} == {
        "Custom field %: My ppm", "Custom field, currency: My money",
        *(f"Custom field: My {kind}" for kind in values if kind != "ppm"),
    }  # fmt: skip


@pytest.mark.usefixtures("ana")
def test_a_preview_is_what_will_be_written(workspace: Workspace, tmp_path: Path) -> None:
    wanted = Wanted("creators", keys=("name", "followers"))
    first = workspace.read(lambda conn: preview(conn, wanted, Shape(), 3))
    export_file(workspace.folder, wanted, Shape(), tmp_path / "a.csv", progress=silent)
    sheet = read_file(tmp_path / "a.csv")
    assert (first.head, first.rows) == (sheet.columns, sheet.rows)
    card = workspace.read(lambda conn: preview(conn, wanted, Shape("vcard"), 3))
    assert card.rows == (("BEGIN:VCARD",), ("VERSION:4.0",), ("FN:Ana Ruiz",))


@pytest.mark.parametrize("keys", [None, ("name", "custom.rating")])
def test_internal_fields_of_the_user_s_own_are_named_where_they_stay_out(
    workspace: Workspace, ana: str, keys: tuple[str, ...] | None
) -> None:
    workspace.do(add_custom_field, table="creator", label="Rating", kind="int", internal=True)
    wanted = Wanted("creators", (ana,), keys)
    assert "Custom field: Rating" not in rows(workspace, wanted)[0]
    assert "Custom field: Rating" in workspace.read(lambda conn: withheld(conn, wanted))
    assert "Custom field: Rating" in workspace.read(lambda conn: preview(conn, wanted, Shape(), 3)).withheld
    told = Wanted("creators", (ana,), keys, ALL)
    assert "Custom field: Rating" in rows(workspace, told)[0]
    assert "Custom field: Rating" not in workspace.read(lambda conn: withheld(conn, told))


def test_a_preview_has_the_columns_of_the_whole_file_and_its_first_rows(workspace: Workspace, ana: str) -> None:
    leo = str(workspace.do(add_creator, name="Leo", profile="https://twitch.tv/leo").value)
    wanted = Wanted("creators", (ana, leo), secrets=ALL)
    whole = workspace.read(lambda conn: [one.heading for one in table_of(conn, wanted).columns])
    first = workspace.read(lambda conn: preview(conn, wanted, Shape(), 1))
    assert "Twitch: Handle" in whole
    assert (list(first.head), len(first.rows)) == (whole, 1)


def test_what_an_exchange_rate_is_made_of_is_headed_in_words(workspace: Workspace) -> None:
    quote = replace(Campaign.entity, fields=(Field("rate", "fx", "Exchange rate"),))
    found = workspace.read(lambda conn: columns_of(quote, Names(conn), ALL))
    assert [one.column.heading for one in found] == [
        "Exchange rate, numerator", "Exchange rate, denominator", "Exchange rate, day", "Exchange rate, source",
    ]  # fmt: skip
