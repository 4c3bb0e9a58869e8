"""Delimited text as programs and people really save it."""

import pytest

from infludesk.importing.files.csv_file import read_csv
from infludesk.importing.files.sheet import Sheet

WESTERN = "Name;City\nJosé Peña;Málaga\nZoë Müller;Köln\nSøren Åberg;Malmö\n"
POLISH = "Imię;Miasto\nŁukasz Wiśniewski;Łódź\nŻaneta Dąbrowska;Kraków\nPaweł Zieliński;Gdańsk\n"
CZECH = "Jméno;Město\nJiří Dvořák;Plzeň\nŠárka Nováková;Ústí\nTomáš Kučera;České Budějovice\n"
HUNGARIAN = "Név;Város\nKőrösi Ákos;Győr\nSzűcs Lőrinc;Miskolc\n"
TURKISH = "Ad;Şehir\nÇağrı Şahin;İstanbul\nGülşen Yıldız;Eskişehir\nOğuz Işık;Muğla\n"
LITHUANIAN = "Vardas;Miestas\nŽydrūnas Šukys;Šiauliai\nRūta Žąsytė;Kaišiadorys\n"
RUSSIAN = "Имя;Город\nЕкатерина Иванова;Москва\nПётр Смирнов;Казань\n"
GREEK = "Όνομα;Πόλη\nΓιώργος Παπαδόπουλος;Αθήνα\nΜαρία Ιωάννου;Πάτρα\n"
ARABIC = "الاسم;المدينة\nمحمد علي;القاهرة\nفاطمة حسن;دبي\n"
JAPANESE = "名前;都市\n田中太郎;東京\n佐藤花子;大阪\n"
CHINESE = "姓名;城市\n王小明;北京\n李红;上海\n"
KOREAN = "이름;도시\n김민수;서울\n박지영;부산\n"


def sheet_of(text: str | bytes) -> Sheet:
    return read_csv(text.encode() if isinstance(text, str) else text, "list.csv")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((WESTERN, one) for one in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252")),
        ("Name;City\nJosé Peña;Málaga\nZoë Müller;Köln\n", "mac_roman"),
        ("Name;City\nJosé Peña;Málaga\nZoë Müller;Köln\n", "cp850"),
        *((POLISH, one) for one in ("utf-8", "utf-16-le", "cp1250", "iso8859_2")),
        *((CZECH, one) for one in ("cp1250", "iso8859_2")),
        (HUNGARIAN, "cp1250"), (TURKISH, "cp1254"), (LITHUANIAN, "cp1257"),
        *((RUSSIAN, one) for one in ("utf-8", "utf-16-be", "cp1251", "koi8_r")),
        (GREEK, "cp1253"), (ARABIC, "cp1256"),
        *((JAPANESE, one) for one in ("utf-16-le", "shift_jis", "euc_jp")),
        (CHINESE, "gb18030"), (CHINESE.replace("红", "紅"), "big5"), (KOREAN, "euc_kr"),
    ],
)  # fmt: skip
def test_every_encoding_gives_the_same_letters(text: str, encoding: str) -> None:
    sheet = sheet_of(text.encode(encoding))
    assert [";".join(row) for row in (sheet.columns, *sheet.rows)] == text.splitlines()
    assert sheet.encoding == encoding


def test_one_broken_letter_leaves_the_others_whole() -> None:
    data = WESTERN.encode().replace("ñ".encode(), b"\xc3")
    sheet = sheet_of(data)
    assert sheet.rows[0] == ("José Pe\ufffda", "Málaga")
    assert sheet.rows[1:] == (("Zoë Müller", "Köln"), ("Søren Åberg", "Malmö"))


@pytest.mark.parametrize("signs", ["Price € 5 – “now”", "Ana’s list…", "© 2026 Müller & Söhne™", "¿Qué?"])
def test_typographic_signs_are_western(signs: str) -> None:
    sheet = sheet_of(f"Note\n{signs}\n".encode("cp1252"))
    assert (sheet.rows, sheet.encoding) == (((signs,),), "cp1252")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "~"])
def test_every_delimiter(delimiter: str) -> None:
    sheet = sheet_of("Name,City,Email\nAna,Oslo,a@example.com\nLeo,Bonn,l@example.com\n".replace(",", delimiter))
    assert sheet.delimiter == delimiter
    assert sheet.rows == (("Ana", "Oslo", "a@example.com"), ("Leo", "Bonn", "l@example.com"))


def test_a_comma_in_numbers_is_no_delimiter() -> None:
    sheet = sheet_of("Name;ER;Rate\nAna;3,2;1.000,50\nLeo;1,1;900,00\n")
    assert sheet.rows == (("Ana", "3,2", "1.000,50"), ("Leo", "1,1", "900,00"))


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"'])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_that_names_the_delimiter(first: str, end: str) -> None:
    sheet = sheet_of(f"{first}\nName;Note\nAna;a, b, c\n".replace("\n", end))
    assert (sheet.columns, sheet.rows) == (("Name", "Note"), (("Ana", "a, b, c"),))


@pytest.mark.parametrize(
    "preamble",
    [
        "Creator export\n",
        "Creator export\n\n\n",
        "Creator export,,,\n,,,\n",
        "Report,Creators,,\nFrom,2026-01-01,,\nTo,2026-02-01,,\n",
        "Generated 12/03/2026, by Ana, for Oslo\n",
        "Campaign: Spring\nExported by: Ana\n\nPlease keep, confidential\n",
        "Exported,2026-01-01,at,12:30\n",
    ],
)
def test_a_preamble(preamble: str) -> None:
    sheet = sheet_of(f"{preamble}Name,City,Email,Followers\nAna,Oslo,a@example.com,12\nLeo,Bonn,l@example.com,13\n")
    assert sheet.columns == ("Name", "City", "Email", "Followers")
    assert sheet.header == sheet.columns
    assert [row[0] for row in sheet.rows] == ["Ana", "Leo"]
    assert sheet.header_row == preamble.count("\n") + 1


@pytest.mark.parametrize(
    "rows", ["Total,,30\nAna,Oslo,10\nLeo,Bonn,20\n", "Ana,Oslo,10\nLeo,Bonn,20\nGrand total,,30\n"]
)
def test_totals_are_no_row(rows: str) -> None:
    sheet = sheet_of(f"Name,City,Followers\n{rows}")
    assert sheet.rows == (("Ana", "Oslo", "10"), ("Leo", "Bonn", "20"))
    assert "totals" in sheet.notes[0].reason


def test_headings_that_are_missing_or_twice() -> None:
    sheet = sheet_of("Email,Email,,Email\na@example.com,b@example.com,x,c@example.com\n")
    assert sheet.columns == ("Email", "Email (2)", "Column 3", "Email (3)")
    assert sheet.header == ("Email", "Email", "", "Email")


def test_headings_in_two_rows_that_are_alike() -> None:
    sheet = sheet_of("Name,City\nName,City\nAna,Oslo\nLeo,Bonn\n")
    assert (sheet.columns, sheet.header) == (("Name", "City"), ("Name Name", "City City"))
    assert (sheet.rows, sheet.numbers, sheet.header_row) == ((("Ana", "Oslo"), ("Leo", "Bonn")), (3, 4), 1)


def test_a_row_of_groups_tells_headings_apart() -> None:
    sheet = sheet_of(",,Instagram,,TikTok,\nName,Email,Followers,ER,Followers,ER\nAna,a@example.com,12,1%,5,2%\n")
    assert sheet.columns == ("Name", "Email", "Instagram Followers", "Instagram ER", "TikTok Followers", "TikTok ER")
    assert (sheet.header_row, len(sheet.rows)) == (2, 1)


def test_a_title_above_is_no_row_of_groups() -> None:
    assert sheet_of("Report,2026,\nName,Email,Email\nAna,a@example.com,b@example.com\n").columns[1:] == (
        "Email", "Email (2)",
    )  # fmt: skip


def test_rows_that_a_second_table_repeats() -> None:
    sheet = sheet_of(
        "Name,City,Age\nAna,Oslo,30\nLeo,Bonn,41\nName,City,Age,Team\nAna,Oslo,30,\nMia,Rome,28,\nLeo,Bonn,41,North\n"
    )
    assert [row[0] for row in sheet.rows] == ["Ana", "Leo", "Mia", "Leo"]
    assert [note.reason for note in sheet.notes[:2]] == [
        "Row 4 repeats the headings and was left out.",
        "1 row below row 4 stands above already and was left out.",
    ]


def test_equal_rows_of_one_table_stay() -> None:
    assert len(sheet_of("Post,Likes\nx,1\nx,1\nx,1\n").rows) == 3


def test_remarks_below_the_table() -> None:
    sheet = sheet_of("Name,City,Email\nAna,Oslo,a@example.com\nLeo,Bonn,\n\nSource: our own export\n* As of March.\n")
    assert [row[0] for row in sheet.rows] == ["Ana", "Leo"]
    assert [note.row for note in sheet.notes if "remark" in note.reason] == [5, 6]
    assert [row[0] for row in sheet_of("Name,City,Email\nAna,Oslo,\n\nLeo\n").rows] == ["Ana", "Leo"]


def test_quoted_line_ends_and_mixed_ones() -> None:
    sheet = sheet_of('Name,Note\r\nAna,"one\ntwo"\nLeo,"a, b"\rMia,"x\r\ny"\r\n')
    assert sheet.rows == (("Ana", "one\ntwo"), ("Leo", "a, b"), ("Mia", "x\r\ny"))


@pytest.mark.parametrize("text", ["Name,City,\nAna,Oslo,\nLeo,Bonn,\n", "Name,City\nAna,Oslo,\nLeo,Bonn,,\n"])
def test_delimiters_at_every_end(text: str) -> None:
    sheet = sheet_of(text)
    assert (sheet.columns, sheet.rows) == (("Name", "City"), (("Ana", "Oslo"), ("Leo", "Bonn")))


def test_thousands_of_blank_lines() -> None:
    sheet = sheet_of("Name,City\n" + "\n" * 5_000 + "Ana,Oslo\n" + ",\n" * 5_000 + "Leo,Bonn\n")
    assert (sheet.rows, sheet.numbers) == ((("Ana", "Oslo"), ("Leo", "Bonn")), (5_002, 10_003))


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("@ana\n@leo\n@mia\n", ("Column 1",)),
        ("ana\nleo.b\nmia_c\n", ("Column 1",)),
        ("Handle\nana\nleo.b\nmia_c\n", ("Handle",)),
        ("https://www.instagram.com/ana/\nhttps://www.instagram.com/leo/\n", ("Column 1",)),
        ("a@example.com\nb@example.com\n", ("Column 1",)),
        ("Shortlist\nAna Blanco\nLeo Brandt\n", ("Shortlist",)),
    ],
)
def test_a_single_column(text: str, columns: tuple[str, ...]) -> None:
    sheet = sheet_of(text)
    assert sheet.columns == columns
    assert len(sheet.rows) == text.count("\n") - (columns != ("Column 1",))


def test_lines_that_are_quoted_as_a_whole() -> None:
    sheet = sheet_of('"Name,City,Note"\n"Ana,Oslo,""a, b"""\n"Leo,Bonn,c"\n'.replace('""a, b""', "a"))
    assert (sheet.columns, sheet.rows) == (("Name", "City", "Note"), (("Ana", "Oslo", "a"), ("Leo", "Bonn", "c")))
    names = sheet_of('"Name"\n"Blanco, Ana"\n"Brandt, Leo"\n')
    assert names.rows == (("Blanco, Ana",), ("Brandt, Leo",))


def test_single_quotes_around_double_ones() -> None:
    sheet = sheet_of("'Name','Note'\n'Ana','5\"\" wide, at most'\n'Leo',''\n")
    assert sheet.rows == (("Ana", '5" wide, at most'), ("Leo", ""))
