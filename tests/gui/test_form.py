"""Forms: worked by real keys, saved when left, never blocking."""

from dataclasses import replace
from datetime import date

import pytest
from babel import Locale
from press import Key, Modifier, press, type_text
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from infludesk.gui.kit.edits import DayEdit, MoneyEdit
from infludesk.gui.kit.form import Form
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.picks import FlagsEdit, SearchEdit, TagsEdit, YesEdit
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.tiles import Chip
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Field, Row, choices, declare, entity
from infludesk.kernel.money import Money


@entity("deal", "Deal", "Deals")
class Deal(Row):
    name: str | None = declare("text", "Name", needed=True, help="As the client calls it.")
    email: str | None = declare("email", "E-mail")
    fee: Money | None = declare("money", "Fee", internal=True)
    due: str | None = declare("day", "Due")
    state: str | None = declare("choice", "State", choices=choices(open="Open", done="Done"))
    owner_id: str | None = declare("link", "Owner", table="member")
    country: str | None = declare("country", "Country")
    gifted: bool | None = declare("yes", "Gifted")
    rights: tuple[str, ...] = declare("flags", "Rights", choices=choices(paid="Paid use", organic="Organic use"))
    tags: tuple[str, ...] = declare("list", "Tags")
    notes: str | None = declare("long", "Notes", section="Notes")
    iban: str | None = declare("text", "IBAN", section="Bank", private=True)
    views: int | None = declare("int", "Views", section="Bank")


DEAL = Deal(id="d1", name="Spring Launch", fee=Money(120_000, "EUR"), rights=("paid",), iban="ES91", owner_id="m1")
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SHOW = Formats(Locale("en", "GB"), "UTC", "EUR", lambda: date(2026, 3, 9))
OWNERS = {"owner_id": [("m1", "Mia Berg"), ("m2", "Leo Park")]}


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    theme.apply(qapp, "light", "comfortable")


class Heard:
    """A form, shown and loaded, and what it saved."""

    def __init__(self, qtbot: QtBot, show: Formats = SHOW, record: Deal = DEAL) -> None:
        self.form = Form(Deal.entity, show=show, options=OWNERS, adds=["owner_id"], pause=0)
        self.saved: list[tuple[str, object]] = []
        self.form.saved.connect(lambda name, value: self.saved.append((name, value)))
        qtbot.addWidget(self.form, before_close_func=_leave)
        self.form.load(record)
        self.form.show()
        qtbot.waitExposed(self.form)
        self.form.activateWindow()
        qtbot.waitUntil(self.form.isActiveWindow)

    def line(self, name: str) -> QLineEdit:
        main = self.form.row(name).edit.main
        line = main.lineEdit() if isinstance(main, QComboBox) else main
        assert isinstance(line, QLineEdit)
        return line

    def type(self, name: str, text: str, end: Key | None = Key.Key_Return) -> None:
        self.form.focus(name)
        line = self.line(name)
        line.selectAll()
        type_text(line, text)
        if end is not None:
            press(line, end)


def _leave(form: QWidget) -> None:
    if focused := form.focusWidget():
        focused.clearFocus()


def test_enter_saves_and_leaving_again_does_not_save_twice(qtbot: QtBot) -> None:
    heard = Heard(qtbot)
    heard.type("name", "Summer Launch")
    press(heard.line("name"), Key.Key_Tab)
    assert heard.saved == [("name", "Summer Launch")]


def test_leaving_by_tab_saves(qtbot: QtBot) -> None:
    heard = Heard(qtbot)
    heard.type("email", "ana@mail.example", Key.Key_Tab)
    assert heard.saved == [("email", "ana@mail.example")]
    assert not heard.line("email").hasFocus()


def test_what_cannot_be_read_stays_is_not_saved_and_blocks_nothing(qtbot: QtBot) -> None:
    heard = Heard(qtbot)
    heard.type("email", "ana@gmial", Key.Key_Tab)
    row = heard.form.row("email")
    assert heard.line("email").text() == "ana@gmial"
    assert row.message == '"ana@gmial" has no ending such as .com. The old address is kept. Correct it or press Esc.'
    assert heard.line("email").accessibleDescription() == row.message
    heard.type("tags", "food, travel")
    assert heard.saved == [("tags", ("food", "travel"))]
    assert heard.form.unread == ("email",)


def test_esc_brings_the_stored_text_back(qtbot: QtBot) -> None:
    heard = Heard(qtbot)
    heard.type("name", "", None)
    press(heard.line("name"), Key.Key_Delete)
    press(heard.line("name"), Key.Key_Return)
    assert heard.form.row("name").message == "Name is needed. The old value is kept."
    press(heard.line("name"), Key.Key_Escape)
    assert heard.line("name").text() == "Spring Launch"
    assert heard.form.row("name").message == "As the client calls it."


def test_an_odd_amount_is_saved_with_a_remark(qtbot: QtBot) -> None:
    heard = Heard(qtbot)
    heard.type("fee", "12.500")
    assert heard.saved == [("fee", Money(1250, "EUR"))]
    assert heard.form.row("fee").message.startswith("12.500 is read as 12.50")
    assert heard.line("fee").text() == "12.50"


def test_a_change_of_currency_saves(qtbot: QtBot) -> None:
    heard = Heard(qtbot)
    edit = heard.form.row("fee").edit
    assert isinstance(edit, MoneyEdit)
    edit.currency.setFocus()
    press(edit.currency, Key.Key_Down)
    assert heard.saved == [("fee", Money(120_000, "USD"))]


def test_days_are_typed_or_picked(qtbot: QtBot) -> None:
    heard = Heard(qtbot)
    heard.type("due", "+3")
    edit = heard.form.row("due").edit
    assert isinstance(edit, DayEdit)
    assert edit.line.text() == "12 Mar 2026"
    edit.pick(QDate(2026, 4, 1))
    assert heard.saved == [("due", "2026-03-12"), ("due", "2026-04-01")]


def test_choices_are_chosen_by_key(qtbot: QtBot) -> None:
    heard = Heard(qtbot)
    combo = heard.form.row("state").edit.main
    combo.setFocus()
    press(combo, Key.Key_Down)
    press(combo, Key.Key_Down)
    assert heard.saved == [("state", "open"), ("state", "done")]


def test_an_unknown_code_is_shown_and_kept(qtbot: QtBot) -> None:
    heard = Heard(qtbot, record=Deal(id="d9", state="archived"))
    combo = heard.form.row("state").edit.main
    assert isinstance(combo, QComboBox)
    assert combo.currentText() == "archived"
    assert heard.saved == []


def test_links_and_countries_are_found_by_typing(qtbot: QtBot) -> None:
    heard = Heard(qtbot)
    assert heard.line("owner_id").text() == "Mia Berg"
    heard.type("owner_id", "leo park")
    heard.type("country", "spain")
    heard.type("owner_id", "Nobody")
    assert heard.saved == [("owner_id", "m2"), ("country", "ES")]
    assert heard.form.unread == ("owner_id",)
    assert isinstance(heard.form.row("country").edit, SearchEdit)


def test_a_tick_and_flags_save(qtbot: QtBot) -> None:
    heard = Heard(qtbot)
    yes, flags = heard.form.row("gifted").edit, heard.form.row("rights").edit
    assert isinstance(yes, YesEdit)
    assert isinstance(flags, FlagsEdit)
    press(yes.box, Key.Key_Space)
    flags.actions_by_code["organic"].trigger()
    flags.open.menu().aboutToHide.emit()
    assert heard.saved == [("gifted", True), ("rights", ("organic", "paid"))]
    assert flags.open.accessibleName() == "Rights, Paid use, Organic use"


def test_long_text_is_saved_after_the_last_key_and_when_left(qtbot: QtBot) -> None:
    heard = Heard(qtbot)
    heard.form.focus("notes")
    area = heard.form.row("notes").edit.main
    assert isinstance(area, QPlainTextEdit)
    with qtbot.waitSignal(heard.form.saved):
        type_text(area, "Met in Berlin")
    assert heard.saved[-1] == ("notes", "Met in Berlin")
    type_text(area, "!")
    heard.form.focus("name")
    assert heard.saved[-1] == ("notes", "Met in Berlin!")


def test_long_text_grows_within_bounds(qtbot: QtBot) -> None:
    heard = Heard(qtbot, record=Deal(id="d1", notes="Met in Berlin"))
    area = heard.form.row("notes").edit.main
    assert isinstance(area, QPlainTextEdit)
    heights = []
    for lines in (1, 6, 12, 40):
        area.setPlainText("\n".join("a" * lines))
        heights.append(area.height())
    assert heights[0] < heights[1] < heights[2] == heights[3]


def test_tags_are_added_and_removed_one_by_one(qtbot: QtBot) -> None:
    heard = Heard(qtbot, record=Deal(id="d1", tags=("food", "R&D, late")))
    edit = heard.form.row("tags").edit
    assert isinstance(edit, TagsEdit)
    heard.type("tags", "travel, food")
    assert edit.tags == ("food", "R&D, late", "travel")
    assert edit.line.text() == ""
    chip = edit.findChildren(Chip)[0]
    assert chip.remove.accessibleName() == "Remove food"
    press(chip.remove, Key.Key_Delete)
    assert heard.saved == [("tags", ("food", "R&D, late", "travel")), ("tags", ("R&D, late", "travel"))]
    assert edit.line.hasFocus()


def test_a_text_not_in_a_links_list_can_become_a_record(qtbot: QtBot) -> None:
    heard = Heard(qtbot)
    row = heard.form.row("owner_id")
    heard.type("owner_id", "Zoe Lind")
    assert row._new.text() == 'Add "Zoe Lind"'
    with qtbot.waitSignal(heard.form.new_asked) as told:
        row._new.click()
    assert told.args == ["owner_id", "Zoe Lind"]
    heard.form.set_options("owner_id", [*OWNERS["owner_id"], ("m3", "Zoe Lind")])
    heard.form.load(Deal(id="d9", owner_id="m3"))
    assert heard.line("owner_id").text() == "Zoe Lind"
    assert row._new.isHidden()


def test_other_links_offer_no_new_record(qtbot: QtBot) -> None:
    form = Form(Deal.entity, show=SHOW, options=OWNERS, only=["owner_id"])
    qtbot.addWidget(form)
    form.load(DEAL)
    row = form.row("owner_id")
    assert isinstance(row.edit, SearchEdit)
    row.edit.line.setText("Zoe Lind")
    row.edit.left.emit()
    assert row.unread
    assert row._new.isHidden()


@pytest.mark.parametrize("name", ["name", "notes", "state", "gifted", "owner_id"])
def test_the_history_of_a_field_is_asked_for_by_key(qtbot: QtBot, name: str) -> None:
    heard = Heard(qtbot)
    heard.form.focus(name)
    with qtbot.waitSignal(heard.form.history_asked) as told:
        press(heard.form.row(name).edit.main, Key.Key_H, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert told.args == [name]


def test_needed_and_internal_fields_say_so(qtbot: QtBot) -> None:
    heard = Heard(qtbot)
    words = {name: [one.text() for one in heard.form.row(name).findChildren(QLabel)] for name in ("name", "fee", "due")}
    assert "Needed" in words["name"]
    assert "Internal" in words["fee"]
    assert not {"Needed", "Internal"} & set(words["due"])
    assert heard.line("name").accessibleDescription() == "Needed. As the client calls it."


def test_sections_fold_unless_they_hold_something(qtbot: QtBot) -> None:
    heard = Heard(qtbot)
    heads = {fold.head.accessibleName() for fold in heard.form._folds.values()}
    assert heads == {"Notes, folded", "Bank, 1 filled, open"}


def test_tab_goes_through_a_section_opened_late_as_one_reads(qtbot: QtBot) -> None:
    heard = Heard(qtbot)
    fold = heard.form._folds["Notes"]
    fold.head.setFocus()
    press(fold.head, Key.Key_Space)
    press(fold.head, Key.Key_Tab)
    assert heard.form.row("notes").edit.main.hasFocus()


def test_private_values_are_masked_until_shown(qtbot: QtBot) -> None:
    heard = Heard(qtbot)
    row = heard.form.row("iban")
    assert not row.edit.isVisible()
    row._show.click()
    assert row.edit.isVisible()
    assert heard.line("iban").text() == "ES91"
    heard.form.load(Deal(id="d2", name="Other", iban="DE02"))
    assert not row.edit.isVisible()


def test_internal_values_are_blanked_for_screen_sharing(qtbot: QtBot) -> None:
    hidden = Formats(Locale("en", "GB"), "UTC", "EUR", lambda: date(2026, 3, 9), hide_internal=True)
    row = Heard(qtbot, show=hidden).form.row("fee")
    assert not row.edit.isVisible()
    assert row._cover.text() == "•••"


def test_loading_the_same_record_leaves_alone_what_is_being_typed(qtbot: QtBot) -> None:
    heard = Heard(qtbot)
    heard.type("email", "ana@mail", None)
    heard.form.load(Deal(id="d1", name="Renamed elsewhere", email="leo@mail.example"))
    assert heard.line("email").text() == "ana@mail"
    assert heard.line("name").text() == "Renamed elsewhere"
    assert heard.saved == []


def test_a_refused_value_is_told_below_its_field(qtbot: QtBot) -> None:
    heard = Heard(qtbot)
    heard.form.show_problem("name", Problem("deal.name", "Another deal has this name.", "Both keep it."))
    assert heard.form.row("name").message == "Another deal has this name. Both keep it."


def test_only_the_fields_wanted_are_shown(qtbot: QtBot) -> None:
    form = Form(Deal.entity, show=SHOW, only=["name", "views"])
    qtbot.addWidget(form)
    assert list(form.values()) == ["name", "views"]
    core = Form(Deal.entity, show=SHOW, sections=["", "Bank"])
    qtbot.addWidget(core)
    assert list(core._folds) == ["Bank"]


def test_every_control_has_a_name(qtbot: QtBot) -> None:
    heard = Heard(qtbot)
    names = {
        field.name: [one.accessibleName() for one in heard.form.row(field.name).stops] for field in Deal.entity.fields
    }
    assert all(all(found) for found in names.values())


def test_a_sentence_is_one_entry_and_pasted_lines_are_several(qtbot: QtBot) -> None:
    edit = TagsEdit(Field("messages", "list", "Key messages", sentences=True), SHOW)
    qtbot.addWidget(edit)
    edit.left.connect(lambda: edit.put(edit.read()))
    edit.show()
    type_text(edit.line, "Light, clean, and made here")
    press(edit.line, Key.Key_Return)
    assert list(edit.tags) == ["Light, clean, and made here"]
    QApplication.clipboard().setText("Ask, then try\nOne jar, two weeks")
    edit.line.paste()
    press(edit.line, Key.Key_Return)
    assert list(edit.tags) == ["Light, clean, and made here", "Ask, then try", "One jar, two weeks"]


def test_one_currency_in_use_needs_no_choosing(qtbot: QtBot) -> None:
    edit = MoneyEdit(Deal.entity.field("fee"), replace(SHOW, currency="", currencies=("USD",)))
    qtbot.addWidget(edit)
    type_text(edit.line, "900")
    assert edit.currency.currentText() == "USD"
    assert edit.read() == Money(900_00, "USD")
