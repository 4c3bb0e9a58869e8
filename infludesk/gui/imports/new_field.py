"""A field of the user's own for a column that none of the program's fields holds."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from infludesk.creators.model import Creator
from infludesk.gui.kit.dialogs import EntryDialog, add_field
from infludesk.gui.kit.edits import Combo
from infludesk.gui.kit.parts import label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.headings import own_label
from infludesk.kernel.text import fold, tr
from infludesk.records.custom import free_key, names_taken
from infludesk.records.model import CustomField

_KINDS = CustomField.entity.field("field_kind").choices


class NewFieldDialog(EntryDialog):
    """Name and kind; for a choice also its words."""

    def __init__(
        self, parent: QWidget | None, heading: str, values: Sequence[str], taken: Sequence[CustomField], kind: str
    ) -> None:
        """Ask for a field.

        Args:
            parent: the window.
            heading: the column's, proposed as the name.
            values: what the column holds, proposed as the words of a choice.
            taken: the fields there are already.
            kind: a code of ``CustomField.field_kind``, proposed.
        """
        super().__init__(parent, tr("New custom field"), tr("Use this field"))
        self._names = names_taken(Creator.entity, taken)
        self._keys = {one.key or "" for one in taken}
        self.name, self.kind, self.words = (
            QLineEdit(own_label(heading) or heading),
            Combo(),
            QLineEdit(", ".join(values)),
        )
        for code, words in _KINDS:
            self.kind.addItem(tr(words), code)
        self.kind.setCurrentIndex(max(0, self.kind.findData(kind)))
        self.message = label("", "danger", wrap=True)
        self.message.setMinimumHeight(theme.line("small"))
        add_field(self, tr("Name"), self.name, tr("It is made with the import, and stands on every creator's page."))
        add_field(self, tr("Kind"), self.kind)
        add_field(self, tr("Choices, with commas between"), self.words, tr("For the kind Choice."))
        self.body.addWidget(self.message)
        self.kind.currentIndexChanged.connect(self._tell)
        self.begin_at(self.name)
        self._tell()

    @property
    def field(self) -> CustomField:
        """The field as it will be made."""
        name, kind = self.name.text().strip(), str(self.kind.currentData())
        choices = self._listed() if kind == "choice" else ()
        return CustomField(
            table_name="creator", key=free_key(name, self._keys), label=name, field_kind=kind, choices=choices
        )

    def ready(self) -> bool:
        name = self.name.text().strip()
        wrong: tuple[QLineEdit, str] | None = None
        if not name:
            wrong = self.name, tr("Needed: a name for the field.")
        elif fold(name) in self._names:
            wrong = self.name, tr('There is a field named "{label}" already.', label=name)
        elif self.kind.currentData() == "choice" and not self._listed():
            wrong = self.words, tr("A choice needs words to choose from.")
        for one in (self.name, self.words):
            theme.set_state(one, state="error" if wrong and one is wrong[0] else "")
        self.message.setText(wrong[1] if wrong else "")
        if wrong:
            wrong[0].setFocus()
        return wrong is None

    def _listed(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word.strip() for word in self.words.text().split(",") if word.strip()))

    def _tell(self) -> None:
        self.words.setEnabled(self.kind.currentData() == "choice")
