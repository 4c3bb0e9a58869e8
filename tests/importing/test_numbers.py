"""Studio exports, read: which studio, which posts, which figures."""

from pathlib import Path

import pytest

from infludesk.importing.files.csv_file import read_csv
from infludesk.importing.files.reader import read_file
from infludesk.importing.posts.numbers import META, TABLE, TIKTOK, YOUTUBE, PostRow, read_posts, recognise
from infludesk.results.model import METRICS

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
AS_OF = "2026-05-01T12:00:00Z"


def posts_of(text: str, name: str = "posts.csv", zone: str | None = None) -> tuple[PostRow, ...]:
    sheet = read_csv(text.encode(), name)
    return read_posts(sheet, recognise(sheet) or "", as_of=AS_OF, zone=zone)


@pytest.mark.parametrize(
    ("name", "source", "platform", "posts"),
    [
        ("instagram-insights.csv", META, "instagram", 8),
        ("youtube-studio.csv", YOUTUBE, "youtube", 3),
        ("tiktok-studio.csv", TIKTOK, "tiktok", 4),
    ],
)
def test_every_sample_is_recognised_and_read_without_a_problem(
    name: str, source: str, platform: str, posts: int
) -> None:
    sheet = read_file(SAMPLES / name)
    assert recognise(sheet) == source
    found = read_posts(sheet, source, as_of=AS_OF)
    assert len(found) == posts
    assert all(post.platform == platform and post.post_id and post.url and post.published_at for post in found)
    assert all(post.metrics["views"] > 0 and set(post.metrics) <= set(METRICS) and not post.problems for post in found)


def test_meta_writes_the_month_first_and_thousands_with_commas() -> None:
    head = "Post ID,Account ID,Account username,Duration (sec),Publish time,Permalink,Post type,Date,Views,Reach"
    row = '1800,1784,ana,42,03/05/2026 08:30,https://www.instagram.com/p/A1/,IG reel,Lifetime,"61,400",900'
    (post,) = posts_of(f"{head}\n{row}\n")
    assert (post.account, post.account_user_id, post.post_id, post.seconds) == ("ana", "1784", "1800", 42)
    assert (post.published_at, post.format, post.span) == ("2026-03-05T08:30:00Z", "reel", "")
    assert post.metrics == {"views": 61_400, "reach": 900}


def test_figures_of_one_day_say_so() -> None:
    head = "Post ID,Publish time,Permalink,Date,Views"
    (post,) = posts_of(f"{head}\n1,03/05/2026 08:30,https://www.instagram.com/p/A1/,03/07/2026,12\n")
    assert post.span == "03/07/2026"


def test_times_are_of_the_workspace_s_zone() -> None:
    head = "Post ID,Publish time,Permalink,Views"
    (post,) = posts_of(f"{head}\n1,03/05/2026 08:30,https://www.instagram.com/p/A1/,5\n", zone="Europe/Berlin")
    assert post.published_at == "2026-03-05T07:30:00Z"


def test_youtube_s_totals_are_no_post_and_hours_become_seconds() -> None:
    text = (
        "Content,Video title,Video publish time,Duration,Views,Watch time (hours),Thumbnail impressions\n"
        'Total,,,,112730,7805.5,1482300\n" -DEMO","Five, fixed","Mar 12, 2026",742,48210,3374.7,612400\n'
    )
    (post,) = posts_of(text)
    assert (post.post_id, post.url) == ("-DEMO", "https://www.youtube.com/watch?v=-DEMO")
    assert (post.published_at, post.seconds) == ("2026-03-12", 742)
    assert post.metrics == {"views": 48_210, "watch_seconds": 12_148_920, "impressions": 612_400}


def test_a_tiktok_address_names_the_post_and_whose_it_is() -> None:
    head = "Video title,Video link,Post time,Total likes,Total views"
    row = "Latte,https://www.tiktok.com/@leo.p/video/761?lang=en,2026-03-10 18:04:00,1,2"
    (post,) = posts_of(f"{head}\n{row}\n")
    assert (post.account, post.post_id, post.title) == ("leo.p", "761", "Latte")


def test_any_table_of_posts_is_read_by_its_headings() -> None:
    text = "Link,Date,Plays,Likes,Duration\nhttps://youtu.be/abc,2026-03-01,1.2k,n/a,1:05\n,2026-03-02,7,8,x\n"
    assert recognise(read_csv(text.encode(), "posts.csv")) == TABLE
    good, bad = posts_of(text)
    assert (good.platform, good.metrics, good.seconds) == ("youtube", {"views": 1_200}, 65)
    assert good.published_at == "2026-03-01"
    assert [note.reason for note in bad.problems] == [
        "Row 3 has neither a post id nor an address.",
        '"x" is not a number.',
    ]


@pytest.mark.parametrize("head", ["Name,Email", "URL,Comments", "Post ID,Title", "Followers,Likes"])
def test_other_tables_are_no_posts(head: str) -> None:
    assert recognise(read_csv(f"{head}\na,b\n".encode(), "list.csv")) is None


def test_cells_that_cannot_be_read_are_left_out_and_told() -> None:
    text = "Post ID,Publish time,Permalink,Views,Likes\n1.8E+16,soon,https://www.instagram.com/p/A1/,-5,7\n"
    (post,) = posts_of(text)
    assert (post.post_id, post.published_at, post.metrics) == ("A1", None, {"likes": 7})
    assert sorted(str(note.column) for note in post.problems) == ["Post ID", "Publish time", "Views"]
