"""The invented sample files: shapes as the real exports have them, and people who fit together."""

import csv
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
import vobject
from python_calamine import CalamineWorkbook

SAMPLES = Path(__file__).parents[1] / "resources" / "samples"
FILES = {
    "README.md",
    "address-book.vcf",
    "campaigns.toml",
    "corrected-caption.txt",
    "diary.toml",
    "instagram-insights.csv",
    "signed-copy.txt",
    "studio-list.xlsx",
    "tiktok-studio.csv",
    "upfluence-export.csv",
    "youtube-studio.csv",
}
HEADERS = {
    "upfluence-export.csv": (
        "influencer_id,media_url,profile_name,first_name,last_name,phone_number,email,"
        "shipping_address.line1,shipping_address.line2,shipping_address.zipcode,shipping_address.city,"
        "shipping_address.state,shipping_address.country_code,"
        "platform,followers,engagement rate,country,language,topics,tags"
    ),
    "instagram-insights.csv": (
        "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,"
        "Post type,Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves"
    ),
    "youtube-studio.csv": (
        "Content,Video title,Video publish time,Duration,Views,Watch time (hours),Subscribers,"
        "Estimated revenue (USD),Impressions,Impressions click-through rate (%)"
    ),
    "tiktok-studio.csv": "Video title,Video link,Post time,Total likes,Total comments,Total shares,Total views",
}
STUDIO_HEADER = "Name,E-mail address,Phone,TikTok,Instagram,Followers,ER %,Country,Status,Notes"
BEGINS, ENDS = datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 4, 30, 23, 59, tzinfo=UTC)
HIDDEN, MISSING = "DEMOzoey002", "7610000000000000103"


class Person(NamedTuple):
    name: str
    keys: frozenset[str]


class Post(NamedTuple):
    key: str
    account: str
    caption: str
    at: datetime


def table(name: str) -> list[dict[str, str]]:
    with (SAMPLES / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def channel(url: str) -> str:
    """``platform:handle`` of a profile or video address."""
    found = re.fullmatch(r"https://www\.(instagram|tiktok|youtube)\.com/@?([\w.]+)/?(?:video/\d+)?", url)
    assert found, url
    return f"{found[1]}:{found[2].casefold()}"


def upfluence() -> list[Person]:
    return [
        Person(row["profile_name"], frozenset({channel(row["media_url"]), row["email"].casefold()} - {""}))
        for row in table("upfluence-export.csv")
        if row["media_url"]
    ]


def studio_rows() -> list[list[str]]:
    sheet = CalamineWorkbook.from_path(SAMPLES / "studio-list.xlsx").get_sheet_by_name("Creators")
    return [[str(cell) for cell in row] for row in sheet.to_python()]


def studio() -> list[Person]:
    people = []
    for name, email, _, tiktok, instagram, *_ in studio_rows()[3:]:
        handles = (("tiktok", tiktok), ("instagram", instagram))
        keys = {f"{platform}:{handle.lstrip('@')}" for platform, handle in handles if handle}
        people.append(Person(name, frozenset(keys | {email} - {""})))
    return people


def cards() -> list[vobject.base.Component]:
    return list(vobject.readComponents((SAMPLES / "address-book.vcf").read_bytes().decode()))


def address_book() -> list[Person]:
    people = []
    for card in cards():
        emails = {one.value for one in card.contents["email"]}
        profiles = {channel(one.value) for one in card.contents.get("x-socialprofile", [])}
        people.append(Person(card.fn.value, frozenset(emails | profiles)))
    return people


def merged(people: list[Person]) -> list[Person]:
    """Join those who share an e-mail or a channel."""
    distinct: list[Person] = []
    for person in people:
        same = [one for one in distinct if one.keys & person.keys]
        distinct = [one for one in distinct if one not in same]
        distinct.append(Person(person.name, person.keys.union(*(one.keys for one in same))))
    return distinct


def at(text: str, form: str) -> datetime:
    return datetime.strptime(text, form).replace(tzinfo=UTC)


def instagram_posts() -> list[Post]:
    return [
        Post(
            row["Permalink"].rstrip("/").rsplit("/", 1)[-1],
            f"instagram:{row['Account username']}",
            row["Description"],
            at(row["Publish time"], "%m/%d/%Y %H:%M"),
        )
        for row in table("instagram-insights.csv")
    ]


def tiktok_posts() -> list[Post]:
    return [
        Post(
            row["Video link"].rsplit("/", 1)[-1],
            channel(row["Video link"]),
            row["Video title"],
            at(row["Post time"], "%Y-%m-%d %H:%M:%S"),
        )
        for row in table("tiktok-studio.csv")
    ]


def youtube_posts() -> list[Post]:
    """The table names no channel: the note beside it does."""
    noted = re.search(r"youtube-studio\.csv.*channel `([\w.]+)`", (SAMPLES / "README.md").read_text(encoding="utf-8"))
    assert noted
    return [
        Post(
            row["Content"],
            f"youtube:{noted[1]}",
            row["Video title"],
            at(row["Video publish time"], "%b %d, %Y"),
        )
        for row in table("youtube-studio.csv")[1:]
    ]


def posts() -> list[Post]:
    return instagram_posts() + youtube_posts() + tiktok_posts()


def count(text: str) -> int:
    return int(text.replace(",", ""))


def test_all_files_are_there_and_no_others() -> None:
    assert {path.name for path in SAMPLES.iterdir()} == FILES


@pytest.mark.parametrize("name", HEADERS)
def test_headers_are_those_of_the_real_exports(name: str) -> None:
    assert (SAMPLES / name).read_text(encoding="utf-8-sig").splitlines()[0] == HEADERS[name]


@pytest.mark.parametrize("name", HEADERS)
def test_each_row_is_as_long_as_its_header(name: str) -> None:
    with (SAMPLES / name).open(encoding="utf-8-sig", newline="") as file:
        assert len({len(row) for row in csv.reader(file, strict=True)}) == 1


def test_upfluence_holds_fourteen_creators_one_twice_and_one_row_that_names_nobody() -> None:
    assert len(table("upfluence-export.csv")) == 16
    assert len(upfluence()) == 15
    assert len(merged(upfluence())) == 14
    nobody = [row for row in table("upfluence-export.csv") if not row["media_url"]]
    assert [row["profile_name"] + row["first_name"] + row["last_name"] + row["email"] for row in nobody] == [""]
    assert sum("@" not in "".join(person.keys) for person in upfluence()) == 2


def test_upfluence_writes_followers_and_rates_one_way_each() -> None:
    rows = table("upfluence-export.csv")
    assert all(re.fullmatch(r"\d+(\.\d+)?[KM]", row["followers"]) for row in rows)
    assert {"3.4K", "1.24M"} <= {row["followers"] for row in rows}
    assert all(re.fullmatch(r"\d\.\d\d", row["engagement rate"]) for row in rows)


def test_the_studio_list_stands_below_two_lines() -> None:
    rows = studio_rows()
    assert [sum(map(bool, row)) for row in rows[:2]] == [1, 1]
    assert ",".join(rows[2]) == STUDIO_HEADER
    assert len(rows) - 3 == 9


def test_the_address_book_mixes_versions_and_holds_its_oddities() -> None:
    assert sorted(card.version.value for card in cards()) == ["3.0", "3.0", "3.0", "4.0", "4.0"]
    assert [card.fn.value for card in cards() if len(card.contents["email"]) == 2] == ["Sunniva Dahl"]
    birthdays = [card.bday for card in cards() if "bday" in card.contents]
    assert [(one.value, one.params["X-APPLE-OMIT-YEAR"]) for one in birthdays] == [("1604-05-17", ["1604"])]
    assert [card.fn.value for card in cards() if "x-socialprofile" in card.contents] == ["Inês Carvalhal"]


def test_address_book_lines_fold_at_75_bytes() -> None:
    lines = (SAMPLES / "address-book.vcf").read_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)
    assert not any(b"\n" in line for line in lines)


def test_three_of_the_studio_and_two_of_the_address_book_are_known_already() -> None:
    known = frozenset[str]().union(*(person.keys for person in upfluence()))
    assert [person.name for person in studio() if person.keys & known] == [
        "Mara Lindqvist",
        "Théo Marchand",
        "Priya Raman",
    ]
    assert [person.name for person in address_book() if person.keys & known] == ["Mara Lindqvist", "Zoë Okonkwo-Brandt"]


def test_the_three_files_hold_23_people() -> None:
    assert len(merged(upfluence() + studio() + address_book())) == 23


def test_the_studios_hold_8_3_and_4_posts() -> None:
    assert [len(found) for found in (instagram_posts(), youtube_posts(), tiktok_posts())] == [8, 3, 4]
    assert len({post.key for post in posts()}) == 15


def test_every_post_is_of_a_known_channel() -> None:
    known = frozenset[str]().union(*(person.keys for person in upfluence()))
    assert {post.account for post in posts()} - known == set()


def test_every_post_lies_within_the_campaign() -> None:
    assert [post.key for post in posts() if not BEGINS <= post.at <= ENDS] == []


def test_all_but_two_captions_open_with_the_label() -> None:
    unlabelled = {post.key: post.caption for post in posts() if not post.caption.startswith(("#ad ", "Ad: "))}
    assert set(unlabelled) == {HIDDEN, MISSING}
    assert re.search(r"(#\w+ ){8,}#ad$", unlabelled[HIDDEN])
    assert not re.search(r"\bad\b", unlabelled[MISSING], re.IGNORECASE)


def test_instagram_figures_are_plausible() -> None:
    for row in table("instagram-insights.csv"):
        views, reach, likes = (count(row[name]) for name in ("Views", "Reach", "Likes"))
        others = [count(row[name]) for name in ("Shares", "Follows", "Comments", "Saves")]
        assert max(others) < likes < reach < views
        assert row["Views"] == f"{views:,}"
        assert (row["Post type"] == "IG reel") == (row["Duration (sec)"] != "0")


def test_tiktok_figures_are_plausible() -> None:
    for row in table("tiktok-studio.csv"):
        assert int(row["Total comments"]) < int(row["Total likes"]) < int(row["Total views"])
        assert int(row["Total shares"]) < int(row["Total likes"])


def test_the_youtube_total_is_the_sum_of_its_videos() -> None:
    total, *videos = table("youtube-studio.csv")
    assert total["Content"] == "Total"
    for name in ("Views", "Watch time (hours)", "Subscribers", "Estimated revenue (USD)", "Impressions"):
        assert float(total[name]) == pytest.approx(sum(float(video[name]) for video in videos))
    assert all(
        float(video["Watch time (hours)"]) * 3600 < int(video["Views"]) * int(video["Duration"]) for video in videos
    )


@pytest.mark.parametrize("name", sorted(FILES))
def test_no_address_leaves_the_example_domains(name: str) -> None:
    if name.endswith(".xlsx"):
        text = "\n".join(" ".join(row) for row in studio_rows())
    else:
        text = (SAMPLES / name).read_text(encoding="utf-8-sig").replace("\n ", "")
    domains = re.findall(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)", text)
    sites = re.findall(r"https?://([^/\s]+)", text)
    assert [one for one in domains if not re.fullmatch(r"example\.(com|net|org)", one, re.IGNORECASE)] == []
    ours = r"(www\.(instagram|tiktok|youtube)\.com|(\w+\.)?example\.(com|net|org))"
    assert [one for one in sites if not re.fullmatch(ours, one)] == []


def test_every_handle_is_marked_as_a_demonstration() -> None:
    channels = {key for person in merged(upfluence() + studio() + address_book()) for key in person.keys if ":" in key}
    assert {key for key in channels if not key.endswith(".demo")} == set()
