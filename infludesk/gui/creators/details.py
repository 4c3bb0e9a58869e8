"""The Details tab of a creator: every field, tags, relations, and whether to contact them at all."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from infludesk.creators import store
from infludesk.creators.commands import block, set_field, set_tags, set_ties, unblock
from infludesk.creators.model import TIES, Creator
from infludesk.db.driver import Connection
from infludesk.gui.creators.parts import CreatorView
from infludesk.gui.desk import Desk
from infludesk.gui.kit.form import Form
from infludesk.gui.kit.form_row import FormRow
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.parts import button, frame
from infludesk.gui.kit.picks import SearchEdit
from infludesk.gui.kit.theme import theme
from infludesk.gui.records.own_fields import OwnFields
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Field
from infludesk.kernel.text import tr

_TAGS = Field("tags", "list", "Tags", help="Words parted by commas; a new word becomes a tag.")
_TIES = Field("ties", "flags", "Relations", choices=TIES)
_SECTIONS = tuple(name for name in Creator.entity.sections if name != "Merge")
_PEOPLE = ("owner_id", "member_id")
_FOUND = 20


class DetailsTab(QWidget):
    """A creator's fields, each saved as it is left.

    Signals:
        history_asked: the name of the field whose history is asked for.
    """

    history_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._creator = ""
        self._blocked = False
        self._made_for: tuple[Any, ...] = ()
        self._people: tuple[tuple[str, str], ...] = ()
        self.form: Form | None = None
        self.tags: FormRow | None = None
        self.ties: FormRow | None = None
        self.block_button = button("", small=True)
        self.block_button.clicked.connect(self.toggle_block)
        self.own = OwnFields(desk, "creator")
        self.own.history_asked.connect(self.history_asked)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(theme.px(24), theme.px(16), theme.px(24), theme.px(24))
        self._column.setSpacing(theme.px(8))
        row = QHBoxLayout()
        row.addWidget(self.block_button)
        row.addStretch(1)
        self._column.addWidget(self.own)
        self._column.addWidget(frame("divider"))
        self._column.addLayout(row)
        scroll = QScrollArea()
        scroll.setWidget(self._inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    @property
    def field_in_focus(self) -> str:
        """The name of the creator's field that has the focus, also of one of the user's own; empty where none has."""
        widget = QApplication.focusWidget()
        while widget is not None and widget is not self:
            if isinstance(widget, FormRow):
                return "" if widget in (self.tags, self.ties) else widget.field.name
            widget = widget.parentWidget()
        return ""

    def load(self, view: CreatorView, members: dict[str, str], referrer: tuple[str, str] | None) -> None:
        """Show a creator; ``members`` are names by id, ``referrer`` the creator who recommended this one."""
        formats = self.desk.formats
        made_for, people = (formats.hide_internal, formats.locale, formats.zone), tuple(members.items())
        if self.form is None or made_for != self._made_for:
            self._made_for, self._people = made_for, people
            self._make(formats)
        elif people != self._people:
            self._people = people
            for name in _PEOPLE:
                self.form.set_options(name, people)
        creator = view.whole.creator
        anew = creator.id != self._creator
        self._creator, self._blocked = creator.id, bool(view.whole.blocks)
        if self.form is not None and self.tags is not None and self.ties is not None:
            if referrer is not None:
                self._offer_creators([referrer])
            self.form.load(creator)
            self.tags.put(tuple(one.label or "" for one in view.whole.tags), anew=anew)
            kinds = {one.kind for one in view.whole.ties if one.kind and not one.with_party}
            self.ties.put(tuple(sorted(kinds)), anew=anew)
        self.own.load(creator.id)
        words = tr("Allow contact") if self._blocked else tr("Do not contact")
        self.block_button.setText(words)
        self.block_button.setAccessibleName(words)

    def toggle_block(self) -> None:
        """Do not contact this creator any more, or again."""
        self.desk.tasks.do(unblock if self._blocked else block, creator_id=self._creator)

    def _make(self, formats: Formats) -> None:
        for old in (self.form, self.tags, self.ties):
            if old is not None:
                self._column.removeWidget(old)
                old.hide()
                old.deleteLater()
        options = dict.fromkeys(_PEOPLE, self._people)
        self.form = Form(Creator.entity, show=formats, options=options, sections=_SECTIONS)
        self.form.saved.connect(self._save)
        self.form.history_asked.connect(self.history_asked)
        self.tags, self.ties = FormRow(_TAGS, formats), FormRow(_TIES, formats)
        self.tags.saved.connect(self._save_tags)
        self.ties.saved.connect(self._save_ties)
        # The referrer is found by typing: a list of every creator would be too long to choose from.
        edit = self.form.row("referred_by_id").edit
        if isinstance(edit, SearchEdit):
            edit.line.textEdited.connect(self._find_creators)
        for place, one in enumerate((self.tags, self.ties, self.form)):
            self._column.insertWidget(place, one)
        self._creator = ""

    def _save(self, name: str, value: Any) -> None:
        def refused(problem: Problem) -> None:
            if self.form is not None:
                self.form.show_problem(name, problem)

        self.desk.tasks.do(set_field, otherwise=refused, creator_id=self._creator, name=name, value=value)

    def _save_tags(self, _name: str, labels: tuple[str, ...]) -> None:
        self.desk.tasks.do(set_tags, creator_id=self._creator, labels=labels)

    def _save_ties(self, _name: str, kinds: tuple[str, ...]) -> None:
        self.desk.tasks.do(set_ties, creator_id=self._creator, kinds=kinds)

    def _find_creators(self, typed: str) -> None:
        def query(conn: Connection) -> list[tuple[str, str]]:
            return [(row.id, row.name) for row in store.listed(conn, store.search(conn, typed, _FOUND))]

        self.desk.tasks.read(query, self._offer_creators, key="creator.referrer")

    def _offer_creators(self, found: list[tuple[str, str]]) -> None:
        edit = self.form.row("referred_by_id").edit if self.form is not None else None
        if isinstance(edit, SearchEdit):
            for creator_id, name in found:
                if creator_id != self._creator and edit.combo.findData(creator_id) < 0:
                    edit.combo.addItem(name, creator_id)
