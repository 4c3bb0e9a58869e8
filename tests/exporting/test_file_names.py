"""Names that every system takes."""

from infludesk.exporting.file_names import file_name, unique_name


def test_names_fit_every_system() -> None:
    assert file_name('A/B: "C"?', "x") == "A B C"
    assert (file_name("...", "x"), file_name("CON", "x")) == ("x", "_CON")
    assert len(file_name("é" * 200, "x").encode()) <= 120
    taken: set[str] = set()
    names = [unique_name(one, taken) for one in ("Brief.pdf", "brief.PDF", "Brief.pdf", "no ending", "../etc/passwd")]
    assert names == ["Brief.pdf", "brief 2.PDF", "Brief 3.pdf", "no ending", "etc passwd"]
