"""A name that only repeats an e-mail or a handle is the name of nobody."""

import pytest

from infludesk.creators.names import stands_in


@pytest.mark.parametrize("name", ["ana.fit", "@Ana.Fit", " ANA.FIT ", "ana@example.org", "Ana@Example.org"])
def test_an_e_mail_or_a_handle_stands_in(name: str) -> None:
    assert stands_in(name, ["Ana@example.org"], ["@ana.fit"])


@pytest.mark.parametrize("name", ["Ana", "Ana Fit", "أنا", "ana.fit.de"])
def test_a_name_that_somebody_gave_does_not(name: str) -> None:
    assert not stands_in(name, ["ana@example.org"], ["ana.fit"])
    assert not stands_in(name, [], [])
