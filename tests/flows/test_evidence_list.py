"""The list of proofs, their hashes, and the bundle as it is read back."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdf
import pytest

from infludesk.campaigns.commands import freeze_brief
from infludesk.campaigns.model import Brief, Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content.commands import add_post, check_post, trash_post
from infludesk.content.evidence import keep_evidence, keep_files, kind_of_file
from infludesk.content.model import Evidence, Post
from infludesk.contracts.model import Contract
from infludesk.creators.model import Account, Creator
from infludesk.db.rows import find, insert, update
from infludesk.db.transaction import Tx
from infludesk.flows import evidence_files, evidence_list
from infludesk.flows.evidence_list import Filter, ListedEvidence
from infludesk.flows.evidence_texts import proof_texts
from infludesk.flows.sign import sign_contract
from infludesk.kernel.errors import Cancelled, Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import fold
from infludesk.reports.client_facts import Brand, Look
from infludesk.reports.evidence_bundle import INDEX, SUMS, Bundle, Item, write_bundle
from infludesk.workspace import Workspace

NOW = "2026-03-12T09:30:00Z"


def work(tx: Tx, *, attachments: Path, signed: Path) -> dict[str, str]:
    """A checked post with its caption, one without any proof, a frozen brief and a signed contract."""
    client = insert(tx, Client(name="Acme"))
    campaign = insert(tx, Campaign(name="Spring", client_id=client.id)).id
    creator = insert(tx, Creator(name="مريم العلي")).id
    insert(tx, Account(creator_id=creator, platform="instagram", handle="maryam"))
    joined = insert(tx, Participation(campaign_id=campaign, creator_id=creator, stage="agreed", pay="paid")).id
    known: dict[str, Any] = {"participation_id": joined, "published_at": "2026-03-10"}
    post = add_post(tx, url="https://instagram.com/reel/Cone12345/", caption="#ad Soup", title="Soup 🎉", **known)
    bare = add_post(tx, url="https://instagram.com/reel/Ctwo12345/", title="Bare", **known)
    check = check_post(tx, post_id=post, connection_seen="paid", findings={"US-2": ("no", "nothing said", "")})
    brief = insert(tx, Brief(campaign_id=campaign, title="Brief: Spring", goal="Taste", disclosure_wording="#ad")).id
    version = freeze_brief(tx, brief_id=brief)
    contract = insert(
        tx, Contract(title="Maryam", creator_id=creator, participation_id=joined, state="sent", body="Say #ad.")
    ).id
    sign_contract(tx, contract_id=contract, signed_on="2026-02-01", attachments=attachments, file=signed)
    return {"post": post, "bare": bare, "check": check, "version": version, "contract": contract, "campaign": campaign}


@pytest.fixture
def made(workspace: Workspace, tmp_path: Path) -> dict[str, str]:
    signed = tmp_path / "signed.pdf"
    signed.write_bytes(b"signed by both")
    found: dict[str, str] = workspace.do(work, attachments=workspace.attachments, signed=signed).value
    return found


def rows(workspace: Workspace, wanted: Filter | None = None, sort: str = "at") -> list[ListedEvidence]:
    folder, asked = workspace.attachments, wanted or Filter()
    return workspace.read(lambda conn: evidence_list.listed(conn, folder, evidence_list.ids(conn, folder, asked, sort)))


def kinds(workspace: Workspace, **wanted: str) -> list[str]:
    return sorted(one.kind for one in rows(workspace, Filter(today="2026-03-12", **wanted)))


def add(workspace: Workspace, post: str, *paths: Path) -> None:
    workspace.do(keep_files, about=ref("post", post), named="Soup", paths=paths, attachments=workspace.attachments)


@pytest.mark.usefixtures("made")
def test_every_kind_of_proof_is_listed(workspace: Workspace) -> None:
    assert kinds(workspace) == ["caption", "caption", "check", "frozen_brief", "signed_copy", "signed_text"]
    found = {one.kind: one for one in rows(workspace)}
    assert found["frozen_brief"].what == "Brief: Spring, version 1"
    assert (found["check"].pack, found["check"].kept, found["check"].about_words) == ("us-ftc@2023.1", None, "Soup 🎉")
    assert (found["signed_copy"].name, found["signed_copy"].creator) == ("signed.pdf", "مريم العلي")
    assert {one.campaign for one in found.values()} == {"Spring"}
    states = {kind: one.kept.state for kind, one in found.items() if one.kept}
    assert states == {
        "caption": "intact", "frozen_brief": "intact", "signed_text": "intact", "signed_copy": "unread",
    }  # fmt: skip
    known = dict(evidence_list.KINDS)
    assert all(one.kind in known for one in found.values())


def test_views_and_filters(workspace: Workspace, made: dict[str, str]) -> None:
    (missing,) = rows(workspace, Filter(view="missing"))
    assert (missing.id, missing.kind, missing.what, missing.post_id) == (
        ref("post", made["bare"]), "missing", "Bare", made["bare"],
    )  # fmt: skip
    assert kinds(workspace, view="month") == ["caption", "caption", "check", "frozen_brief", "signed_copy"]
    assert kinds(workspace, kind="check") == ["check"]
    assert kinds(workspace, text="signed") == ["signed_copy"]
    assert kinds(workspace, campaign_id="nobody") == []
    assert kinds(workspace, view="changed") == []
    for sort in evidence_list.SORTS:
        assert len(rows(workspace, sort=sort)) == 6


def test_posts_without_a_title_are_named_by_creator_format_and_platform(
    workspace: Workspace, made: dict[str, str]
) -> None:
    workspace.do(lambda tx: update(tx, Post, made["post"], title=None))
    name = "Reel by \u2068مريم العلي\u2069, Instagram"
    found = {one.kind: one for one in rows(workspace) if one.post_id == made["post"]}
    assert {one.about_words for one in found.values()} == {name}
    assert found["check"].what == name
    assert len(rows(workspace, Filter(text="instagram"))) == 3
    first = [one.what for one in rows(workspace, sort="what")]
    assert first == sorted(first, key=fold, reverse=True)


def test_the_text_that_went_out_is_called_by_its_contract(workspace: Workspace, made: dict[str, str]) -> None:
    """Its own first words are the parties' addresses."""
    text = "§ 1 Parties: Maryam, 1 Palm Street"
    workspace.do(keep_evidence, about=ref("contract", made["contract"]), kind="other", text=text)
    (row,) = rows(workspace, Filter(kind="sent_text"))
    assert (row.what, row.about_words) == ("Maryam", "Maryam")
    assert "Palm" not in str(row)


def test_what_is_kept_and_missing_is_counted_and_narrowed_to_a_creator(
    workspace: Workspace, made: dict[str, str]
) -> None:
    assert workspace.read(evidence_list.count) == (6, 1)
    (creator,) = workspace.read(evidence_list.creators)
    assert creator[1] == "مريم العلي"
    assert len(kinds(workspace, creator_id=creator[0])) == 5  # all but the campaign's brief
    workspace.do(trash_post, post_id=made["bare"])
    assert workspace.read(evidence_list.count) == (6, 0)


def test_a_post_that_is_gone_or_has_no_tie_misses_nothing(workspace: Workspace, made: dict[str, str]) -> None:
    workspace.do(lambda tx: update(tx, Post, made["bare"], connection="none"))
    assert rows(workspace, Filter(view="missing")) == []
    workspace.do(lambda tx: update(tx, Post, made["bare"], connection="paid", down_on="2026-03-11"))
    assert rows(workspace, Filter(view="missing")) == []


def test_a_changed_file_is_marked_and_kept(workspace: Workspace, made: dict[str, str], tmp_path: Path) -> None:
    shot = tmp_path / "shot.png"
    shot.write_bytes(b"picture")
    add(workspace, made["post"], shot)
    folder = workspace.attachments
    digests = workspace.read(evidence_list.digests)
    assert len(digests) == 2
    told: list[tuple[int, int]] = []
    found = evidence_files.verify(folder, digests, lambda done, total: told.append((done, total)))
    assert {one.state for one in found.values()} == {"intact"}
    assert told[-1] == (7 + 14, 7 + 14)
    assert told == sorted(told)
    digest = sha256(b"picture").hexdigest()
    (folder / digest).write_bytes(b"another")
    evidence_files.verify(folder, digests)
    (row,) = rows(workspace, Filter(view="changed"))
    assert (row.name, row.digest) == ("shot.png", digest)
    assert row.kept is not None
    assert (row.kept.state, len(row.kept.changed_at)) == ("changed", len(NOW))
    (folder / digest).unlink()
    (gone,) = rows(workspace, Filter(view="changed"))
    assert gone.kept == evidence_files.Kept("missing")


def test_a_text_that_was_changed_is_found() -> None:
    assert evidence_files.text_state("a", sha256(b"a").hexdigest()).state == "intact"
    assert evidence_files.text_state("b", sha256(b"a").hexdigest()).state == "changed"
    assert evidence_files.text_state(None, sha256(b"").hexdigest()).state == "intact"


@pytest.mark.usefixtures("made")
def test_verifying_can_be_cancelled(workspace: Workspace) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    digests = workspace.read(evidence_list.digests)
    with pytest.raises(Cancelled):
        evidence_files.verify(workspace.attachments, digests, stop)


def test_files_are_added_in_one_step(workspace: Workspace, made: dict[str, str], tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.png", "b.eml", "c.mp4")]
    for file in files:
        file.write_bytes(file.name.encode())
    done = workspace.do(
        keep_files, about=ref("post", made["bare"]), named="Reel 2", paths=files, attachments=workspace.attachments
    )
    assert done.changes.label == "Add 3 files to Reel 2"
    assert [kind_of_file(file) for file in files] == ["screenshot", "e_mail", "recording"]
    assert rows(workspace, Filter(view="missing")) == []
    workspace.undo()
    assert len(rows(workspace, Filter(view="missing"))) == 1
    before = len(workspace.read(lambda conn: find(conn, Evidence)))
    with pytest.raises(Problem):
        add(workspace, made["bare"], files[0], tmp_path / "none.png")
    assert len(workspace.read(lambda conn: find(conn, Evidence))) == before


def test_a_trashed_post_takes_its_proof_along(workspace: Workspace, made: dict[str, str]) -> None:
    workspace.do(trash_post, post_id=made["post"])
    assert kinds(workspace) == ["frozen_brief", "signed_copy", "signed_text"]


# the bundle


def bundle(workspace: Workspace) -> Bundle:
    found = rows(workspace)
    texts = workspace.read(lambda conn: proof_texts(conn, (one.id for one in found), NOW))
    items = tuple(
        Item(one, f"files/{place} {one.name or 'text.txt'}", "" if one.name else texts.get(one.id, ""))
        for place, one in enumerate(found)
    )
    look = Look(made_by="Harbor & Pine", as_of="2026-03-12")
    return Bundle("Spring", items, Brand("Acme"), look, "UTC")


def sums(archive: ZipFile) -> Iterator[tuple[str, str]]:
    for line in archive.read(SUMS).decode().splitlines():
        digest, _, name = line.partition("  ")
        yield name, digest


@pytest.mark.usefixtures("made")
def test_the_bundle_is_read_back_with_its_hashes(workspace: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "evidence.zip"
    told: list[tuple[int, int]] = []
    put = write_bundle(bundle(workspace), target, workspace.attachments, lambda done, all_: told.append((done, all_)))
    assert [one.state for one in put].count("made") == 1  # the check
    assert told[-1] == (14, 14)
    with ZipFile(target) as archive:
        assert archive.testzip() is None
        listed = dict(sums(archive))
        assert set(listed) == set(archive.namelist()) - {SUMS}
        for name, digest in listed.items():
            assert sha256(archive.read(name)).hexdigest() == digest
        kept = {one.digest for one in rows(workspace) if one.digest}
        assert kept <= set(listed.values())
        told_by = " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(archive.read(INDEX))).pages)
        check = next(archive.read(one.name).decode() for one in put if one.item.row.kind == "check")
    text = " ".join(told_by.split())
    for words in ("6 proofs", "Brief: Spring, version 1", *kept, "signed.pdf", "us-ftc@2023.1"):
        assert words in text
    for words in ("nothing said", "16 CFR §255.0(f)", "Outcome: Fail"):
        assert words in check


@pytest.mark.usefixtures("made")
def test_days_that_a_zip_cannot_name_are_packed(workspace: Workspace, tmp_path: Path) -> None:
    packed, target = bundle(workspace), tmp_path / "evidence.zip"
    for day in ("9999-12-31", "0001-01-01", "2026-02", ""):
        items = tuple(replace(one, row=replace(one.row, at=day)) for one in packed.items)
        write_bundle(replace(packed, items=items), target, workspace.attachments)
        with ZipFile(target) as archive:
            assert archive.testzip() is None
            assert {one.date_time[0] for one in archive.infolist()} <= {1980, 2026}


def test_changed_and_missing_files_are_in_the_index(workspace: Workspace, made: dict[str, str], tmp_path: Path) -> None:
    shot = tmp_path / "shot.png"
    shot.write_bytes(b"picture")
    add(workspace, made["post"], shot)
    (workspace.attachments / sha256(b"picture").hexdigest()).write_bytes(b"another")
    (workspace.attachments / sha256(b"signed by both").hexdigest()).unlink()
    target = tmp_path / "evidence.zip"
    put = {one.item.row.kind: one for one in write_bundle(bundle(workspace), target, workspace.attachments)}
    assert (put["screenshot"].state, put["signed_copy"].state) == ("changed", "missing")
    with ZipFile(target) as archive:
        assert archive.read(put["screenshot"].name) == b"another"
        assert dict(sums(archive))[put["screenshot"].name] == sha256(b"another").hexdigest()
        text = " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(archive.read(INDEX))).pages)
    assert "Changed since it was kept under" in text
    assert "2 files changed or are missing" in text


@pytest.mark.usefixtures("made")
def test_a_cancelled_bundle_writes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    target = tmp_path / "evidence.zip"
    target.write_bytes(b"old")
    with pytest.raises(Cancelled):
        write_bundle(bundle(workspace), target, workspace.attachments, stop)
    assert target.read_bytes() == b"old"
    assert not [one for one in tmp_path.iterdir() if one.suffix == ".part"]


def test_one_file_of_two_records_is_packed_once(workspace: Workspace, made: dict[str, str], tmp_path: Path) -> None:
    shot = tmp_path / "shot.png"
    shot.write_bytes(b"picture")
    add(workspace, made["post"], shot)
    add(workspace, made["bare"], shot)
    target = tmp_path / "evidence.zip"
    put = [
        one for one in write_bundle(bundle(workspace), target, workspace.attachments)
        if one.item.row.kind == "screenshot"
    ]  # fmt: skip
    assert len(put) == 2
    assert put[0].name == put[1].name
    with ZipFile(target) as archive:
        assert archive.namelist().count(put[0].name) == 1
