"""Names that every system takes."""

from infludesk.exporting.file_names import file_name, unique_name


def test_names_fit_every_system() -> None:
    assert file_name('A/B: "C"?', "x") == "A B C"
    assert (file_name("...", "x"), file_name("CON", "x")) == ("x", "_CON")
    assert len(file_name("é" * 200, "x").encode()) <= 120
    taken: set[str] = set()
    names = [unique_name(one, taken) for one in ("Brief.pdf", "brief.PDF", "Brief.pdf", "no ending", "../etc/passwd")]
    assert names == ["Brief.pdf", "brief 2.PDF", "Brief 3.pdf", "no ending", "etc passwd"]


def test_names_that_some_system_takes_for_one_are_told_apart() -> None:
    taken: set[str] = set()
    names = [unique_name(one, taken) for one in ("\u00e9.pdf", "e\u0301.pdf", "\u00c9.PDF", "stra\u00dfe", "STRASSE")]
    assert names == ["\u00e9.pdf", "\u00e9 2.pdf", "\u00c9 3.PDF", "stra\u00dfe", "STRASSE 2"]


def test_devices_are_no_files() -> None:
    names = ("COM\u00b9.txt", "lpt\u00b9", "CONIN$", "conout$.log", "aux .txt", "COM0", "com10", "console")
    assert [unique_name(one, set()) for one in names] == [
        "_COM\u00b9.txt", "_lpt\u00b9", "_CONIN$", "_conout$.log", "_aux.txt", "_COM0", "com10", "console",
    ]  # fmt: skip


def test_nothing_in_a_name_turns_its_ending_around() -> None:
    assert unique_name("\u202etxt.exe", set()) == "txt.exe"
    assert unique_name("a\u2066b\u200f\ufeff.pdf", set()) == "ab.pdf"
    assert unique_name("invoice.\u202efdp", set()) == "invoice.fdp"
