"""One payee beside the list: the tax year by method, who they are paid for, and all their fields."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from infludesk.flows.payee_list import ListedPayee
from infludesk.gui.campaigns.parts import InternalFigures, money_words
from infludesk.gui.creators.parts import empty
from infludesk.gui.desk import Desk
from infludesk.gui.kit.dialogs import ask, window_of
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.fields_dialog import FieldsDialog
from infludesk.gui.kit.form import Form
from infludesk.gui.kit.parts import button, label, scrolled, tool
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import Strip
from infludesk.gui.payments.inspector import MoneyInspector
from infludesk.gui.payments.words import sums_words
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import isolate, join, tr
from infludesk.payments.model import METHODS, Payee, PayeeLink, PayeeTaxYear
from infludesk.payments.payees import attach_form, remove_form, set_payee_field, set_tax_year, unlink_payee
from infludesk.payments.taxes import REPORTED_ELSEWHERE, US
from infludesk.records.store import stored_file


class PayeeInspector(MoneyInspector):
    """One payee to read and to correct.

    Signals:
        linked: a creator is to be chosen for whom the payee is paid.
    """

    linked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.name, self.strip, self.sums = Elided(kind="lead"), Strip(), InternalFigures()
        self.note = label("", "help", wrap=True)
        self.elsewhere = button(tr("Paid elsewhere…"), small=True)
        self.row: ListedPayee | None = None
        self.file = QHBoxLayout()
        self.attach_button = button(tr("Attach tax form…"), small=True)
        self.link_button = button(tr("Pay for a creator…"), small=True)
        self.links = QVBoxLayout()
        self.form = Form(Payee.entity, show=desk.formats)
        self._lay_out()
        self.form.saved.connect(self._save)
        self.elsewhere.clicked.connect(self._ask_elsewhere)
        self.attach_button.clicked.connect(self._attach)
        self.link_button.clicked.connect(self.linked)

    def show_payee(self, row: ListedPayee | None, links: list[tuple[PayeeLink, str]]) -> None:
        """Show a payee; None for none."""
        self.content.setVisible(row is not None)
        self.row = row
        if row is None:
            return
        if row.id != self.form.record_id:
            self.strip.say("info", "")
        self.name.say(row.name)
        self._show_year(row)
        self._show_links(links)
        self._show_file(row)
        self.form.load(row.payee)

    def _show_year(self, row: ListedPayee) -> None:
        formats, year = self._desk.formats, row.year
        facts = [
            (tr(dict(METHODS).get(method, "Other way")), sums_words(sums, formats))
            for method, sums in year.by_method.items()
        ]
        if year.threshold is not None:
            counted = money_words(year.counted, formats) if year.counted else tr("n/a")
            facts.append((tr("Counts towards the threshold"), counted))
            facts.append((tr("Threshold"), money_words(year.threshold, formats)))
        if row.elsewhere is not None:
            facts.append((tr("Paid elsewhere"), money_words(row.elsewhere, formats)))
        this = tr("Tax year {year}", year=row.tax_year)
        self.sums.put(facts or [(this, tr("nothing paid"))], note=this if facts else "")
        ways = ", ".join(tr(dict(METHODS)[one]).lower() for one in sorted(REPORTED_ELSEWHERE))
        guidance = tr("{ways} are reported by who processes them and are left out: guidance.", ways=ways.capitalize())
        reached = tr("The threshold is reached: Form 1099-NEC is due.") if year.reached else ""
        reason = year.reason if row.counted else tr("No US form is known of: nothing is counted.")
        self.note.setText(join((reached, reason, guidance if row.counted else ""), " "))

    def _show_links(self, links: list[tuple[PayeeLink, str]]) -> None:
        empty(self.links)
        for link, name in links:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.px(8))
            words = join((isolate(name), tr("preferred") if link.preferred else ""))
            remove = tool("trash", tr("Stop paying for {name}", name=name))
            remove.clicked.connect(partial(self._do, unlink_payee, link_id=link.id))
            row.addWidget(label(words, wrap=True), 1)
            row.addWidget(remove)
            self.links.addWidget(line)
        if not links:
            self.links.addWidget(label(tr("Nobody yet."), "help"))

    def _show_file(self, row: ListedPayee) -> None:
        empty(self.file)
        self.attach_button.setText(tr("Replace tax form…") if row.file else tr("Attach tax form…"))
        if (file := row.file) is None:
            return
        opens = button(isolate(file.name or ""), "link", small=True)
        opens.setAccessibleName(tr("Open {name}", name=file.name or ""))
        path = stored_file(self._desk.workspace.attachments, file.sha256)
        opens.setEnabled(path is not None)
        opens.setToolTip("" if path else tr("The file is not in the workspace's folder"))
        opens.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
        remove = tool("trash", tr("Remove the tax form"))
        remove.clicked.connect(partial(self._do, remove_form, payee_id=row.id))
        self.file.addWidget(opens)
        self.file.addWidget(label(tr("Sensitive"), "help"))
        self.file.addStretch(1)
        self.file.addWidget(remove)

    def _ask_elsewhere(self) -> None:
        if (row := self.row) is None:
            return
        dialog = FieldsDialog(window_of(), tr("Paid elsewhere in {year}", year=row.tax_year), tr("Set amount"))
        field = PayeeTaxYear.entity.field("paid_elsewhere")
        dialog.add(field, self._desk.formats.within("USD"), row.elsewhere)
        dialog.finish("paid_elsewhere")
        ask(dialog, partial(self._set_elsewhere, row))

    def _set_elsewhere(self, row: ListedPayee, given: FieldsDialog) -> None:
        amount = given.values["paid_elsewhere"]
        self._do(set_tax_year, payee_id=row.id, jurisdiction=US, year=row.tax_year, paid_elsewhere=amount)

    def _attach(self) -> None:
        path = self._desk.dialogs.open_file(tr("Attach tax form"), (tr("All files (*)"),))
        if path is not None and self.row is not None:
            self._do(attach_form, payee_id=self.row.id, file=path, attachments=self._desk.workspace.attachments)

    def _save(self, name: str, value: Any) -> None:
        def refused(problem: Problem) -> None:
            self.form.show_problem(name, problem)

        self._desk.tasks.do(set_payee_field, otherwise=refused, payee_id=self.form.record_id, name=name, value=value)

    def _do(self, command: Any, **given: Any) -> None:
        self.strip.say("info", "")
        self._desk.tasks.do(command, otherwise=self.strip.say_problem, **given)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.content)
        column.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
        column.setSpacing(theme.px(8))
        for part in (self.name, self.strip, self.sums, self.note):
            column.addWidget(part)
        column.addWidget(self.elsewhere, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(label(tr("Paid for"), "lead"), 0, Qt.AlignmentFlag.AlignLeading)
        column.addLayout(self.links)
        column.addWidget(self.link_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(label(tr("Tax form"), "lead"), 0, Qt.AlignmentFlag.AlignLeading)
        column.addLayout(self.file)
        column.addWidget(self.attach_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.form)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(self.content))
