"""Clients by name, their fields and their logo."""

from pathlib import Path

import pytest

from infludesk.clients.commands import add_client, client_named, set_client_field, set_client_logo
from infludesk.clients.model import Client
from infludesk.clients.store import logo, names
from infludesk.db.rows import get
from infludesk.kernel.errors import Problem
from infludesk.workspace import Workspace


def test_a_client_is_added_and_undone(workspace: Workspace) -> None:
    done = workspace.do(add_client, name=" Acme ", currency="EUR")
    assert done.changes.label == "Add client Acme"
    client = workspace.read(lambda conn: get(conn, Client, done.value))
    assert (client.name, client.currency, client.state) == ("Acme", "EUR", "active")
    workspace.undo()
    assert workspace.read(names) == []


def test_a_name_makes_a_client_once(workspace: Workspace) -> None:
    first = workspace.do(client_named, name="Café Noir").value
    assert workspace.do(client_named, name="CAFE  noir").value == first
    other = workspace.do(client_named, name="Acme").value
    assert workspace.read(names) == [(other, "Acme"), (first, "Café Noir")]


def test_a_client_needs_a_name(workspace: Workspace) -> None:
    with pytest.raises(Problem, match="Name is needed") as told:
        workspace.do(add_client, name="  ")
    assert told.value.code == "record.needed"


def test_a_field_changes_and_goes_back(workspace: Workspace) -> None:
    client = workspace.do(add_client, name="Acme").value
    done = workspace.do(set_client_field, client_id=client, name="report_colour", value="#1A7F5A")
    assert done.changes.label == "Change Report colour of Acme"
    workspace.undo()
    assert workspace.read(lambda conn: get(conn, Client, client)).report_colour is None


def test_a_word_is_no_report_colour(workspace: Workspace) -> None:
    client = workspace.do(add_client, name="Acme").value
    with pytest.raises(Problem, match="is not a colour"):
        workspace.do(set_client_field, client_id=client, name="report_colour", value="green")


def test_the_newest_logo_shows_also_when_it_is_an_old_one(workspace: Workspace, tmp_path: Path) -> None:
    client = workspace.do(add_client, name="Acme").value
    one, two = tmp_path / "one.png", tmp_path / "two.JPG"
    one.write_bytes(b"first")
    two.write_bytes(b"second")

    def shown() -> bytes | None:
        path = workspace.read(lambda conn: logo(conn, client, workspace.attachments))
        return path.read_bytes() if path else None

    assert shown() is None
    for path in (one, two, one):
        workspace.do(set_client_logo, client_id=client, path=path)
        assert shown() == path.read_bytes()
    workspace.undo()
    assert shown() == b"second"


def test_a_logo_is_a_picture_that_can_be_read(workspace: Workspace, tmp_path: Path) -> None:
    client = workspace.do(add_client, name="Acme").value
    with pytest.raises(Problem, match="not a PNG or JPEG"):
        workspace.do(set_client_logo, client_id=client, path=tmp_path / "logo.svg")
    with pytest.raises(Problem, match="cannot be read"):
        workspace.do(set_client_logo, client_id=client, path=tmp_path / "missing.png")
