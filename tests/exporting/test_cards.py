"""Address cards: read by another reader, folded as the standard wants, and silent about what nobody asked for."""

import pytest
import vobject

from infludesk.creators.commands import add_creator, block, set_field, set_tags
from infludesk.exporting.people import people
from infludesk.exporting.table import Secrets
from infludesk.exporting.vcard_file import Version, card
from infludesk.workspace import Workspace

ALL = Secrets(internal=True, private=True)


@pytest.fixture
def ana(workspace: Workspace) -> str:
    made = str(workspace.do(add_creator, name="Zoë; Müller, Köln 🦊", profile="https://instagram.com/zoe").value)
    values = {
        "given_name": "Zoë", "family_name": "Müller", "email": "zoe@example.com", "phone": "+49 171 2345678",
        "notes": "One, two; three\\\nfour " + "äöü" * 60, "birth_date": "--02-03", "country": "DE", "city": "Köln",
    }  # fmt: skip
    for name, value in values.items():
        workspace.do(set_field, creator_id=made, name=name, value=value)
    workspace.do(set_tags, creator_id=made, labels=["food, drink", "home"])
    return made


def written(workspace: Workspace, creator: str, secrets: Secrets, version: Version = "4.0") -> str:
    return workspace.read(lambda conn: card(next(iter(people(conn, [creator]))), secrets, version))


def test_another_reader_reads_it(workspace: Workspace, ana: str) -> None:
    read = vobject.readOne(written(workspace, ana, ALL, "3.0"))
    assert (read.fn.value, read.n.value.given, read.n.value.family) == ("Zoë; Müller, Köln 🦊", "Zoë", "Müller")
    assert (read.email.value, read.tel.value) == ("zoe@example.com", "+49 171 2345678")
    assert read.note.value == "One, two; three\\\nfour " + "äöü" * 60
    assert read.categories.value == ["food, drink", "home"]
    assert (read.adr.value.city, read.adr.value.country) == ("Köln", "Germany")
    assert read.bday.value == "1604-02-03"
    assert read.x_socialprofile.value == "https://www.instagram.com/zoe/"
    assert read.x_socialprofile.params == {"TYPE": ["instagram"], "X-USER": ["zoe"]}


def test_lines_are_folded_between_letters(workspace: Workspace, ana: str) -> None:
    text = written(workspace, ana, ALL)
    lines = text.split("\r\n")
    assert lines[-1] == ""
    assert max(len(line.encode()) for line in lines) <= 75
    assert "BDAY:--0203" in lines


def test_what_nobody_asked_for_stays_out(workspace: Workspace, ana: str) -> None:
    workspace.do(block, creator_id=ana)
    text = written(workspace, ana, Secrets())
    assert not any(line.startswith(("EMAIL", "TEL", "NOTE", "BDAY")) for line in text.splitlines())
    assert "X-DO-NOT-CONTACT:yes" in text
    assert "TEL" not in written(workspace, ana, Secrets(internal=True))
