"""What the creators list, its inspector and a creator's page share: the reading, the face, facts and words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from infludesk.creators import store
from infludesk.creators.model import PLATFORMS, STANDINGS, TIES, Account, AccountSnapshot, Consent, TimelineEntry
from infludesk.creators.store import ListedCreator, Whole
from infludesk.db.driver import Connection
from infludesk.gifting import listing
from infludesk.gifting.listing import ListedParcel
from infludesk.gifting.store import gifts_to
from infludesk.gifting.value import InKind
from infludesk.gui.desk import Desk
from infludesk.gui.kit import avatar, icons
from infludesk.gui.kit.elided import Elided, ElidedLink
from infludesk.gui.kit.formats import HIDDEN, Formats, language, territory
from infludesk.gui.kit.parts import Glyph, button, label, tool
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import Strip
from infludesk.importing.provenance import Provenance, provenances
from infludesk.kernel.dates import due, parse_moment, show_day, zone_of
from infludesk.kernel.text import isolate, join, number, tr

_FACE = 44
_KEY_WIDTH = 104
_DOTS = "••••••"


@dataclass(frozen=True, slots=True)
class CreatorView:
    """Everything shown of one creator: the list's row, the records, the timeline, consents, imported rows and goods.

    Attributes:
        parcels: gifts and loans, the newest first.
        in_kind: what was ever given in kind.
    """

    row: ListedCreator
    whole: Whole
    entries: tuple[TimelineEntry, ...]
    consents: tuple[Consent, ...]
    origins: tuple[Provenance, ...]
    parcels: tuple[ListedParcel, ...]
    in_kind: tuple[InKind, ...]


def read_view(conn: Connection, creator_id: str) -> CreatorView | None:
    """Read one creator, of one merged into another that one; None where there is no such live one."""
    creator_id = store.canonical(conn, creator_id)
    rows = store.listed(conn, [creator_id]) if creator_id else []
    if not rows:
        return None
    entries = tuple(store.timeline(conn, creator_id))
    consents = tuple(store.consents(conn, creator_id))
    parcels = listing.listed(conn, listing.ids(conn, listing.Filter(creator_id=creator_id)))
    return CreatorView(
        rows[0], store.whole(conn, creator_id), entries, consents, provenances(conn, creator_id), tuple(parcels),
        tuple(gifts_to(conn, creator_ids=[creator_id])),
    )  # fmt: skip


class Face(QWidget):
    """A creator's avatar."""

    def __init__(self) -> None:
        super().__init__()
        self._who: tuple[str, str, bool] = ("", "", False)
        self.setFixedSize(theme.px(_FACE), theme.px(_FACE))
        theme.changed.connect(self.update)

    def show_creator(self, row: ListedCreator) -> None:
        self._who = (row.name, row.id, row.kind == "organisation")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        name, key, organisation = self._who
        painter = QPainter(self)
        avatar.draw(painter, QRect(0, 0, self.width(), self.height()), name, key, organisation=organisation)
        painter.end()


class Secret(QWidget):
    """A private value behind dots, with Show until the record is left."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        self._text = text
        self.words = label(_DOTS)
        self.show_button = button(tr("Show"), small=True)
        self.show_button.setAccessibleName(tr("Show {label}", label=name))
        self.show_button.clicked.connect(self.reveal)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.words)
        row.addWidget(self.show_button)
        row.addStretch(1)

    def reveal(self) -> None:
        """Show the value."""
        self.words.setText(self._text)
        self.show_button.hide()


class Facts(QWidget):
    """Keys and values, one below the other; a value is a text or a widget."""

    def __init__(self, key_width: int = _KEY_WIDTH) -> None:
        super().__init__()
        self._key_width = key_width
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(7))
        self._grid.setColumnMinimumWidth(0, theme.px(key_width))
        self._grid.setColumnStretch(1, 1)

    def put(self, facts: Sequence[tuple[str, str | QWidget]]) -> None:
        """Show these in place of what was there."""
        empty(self._grid)
        for row, (key, value) in enumerate(facts):
            key_label = label(key, "help", wrap=True)
            key_label.setMaximumWidth(theme.px(self._key_width))
            self._grid.addWidget(key_label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label(value, wrap=True) if isinstance(value, str) else value, row, 1)


class AccountLines(QWidget):
    """A creator's channels, each with followers, the day they are of and a way to open it."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(1, 1)

    def put(self, whole: Whole, formats: Formats) -> None:
        """Show the channels of a creator."""
        empty(self._grid)
        for row, account in enumerate(whole.accounts):
            reading = whole.latest.get(account.id)
            glyph = Glyph(platform_icon(account.platform))
            glyph.setToolTip(platform_label(account.platform))
            self._grid.addWidget(glyph, row, 0)
            self._grid.addWidget(Elided(account.handle or account.url or ""), row, 1)
            self._grid.addWidget(
                label(followers_words(reading, formats), "strong"), row, 2, Qt.AlignmentFlag.AlignRight
            )
            self._grid.addWidget(label(as_of_words(reading, formats), "micro"), row, 3)
            if account.url:
                self._grid.addWidget(opener(account), row, 4)


def empty(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()


def show_below(place: QLayout, parts: Iterable[QWidget]) -> None:
    """Show these one below the other in place of what was there; they are seen at once, not with later events."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(8))
    for part in parts:
        column.addWidget(part)
    empty(place)
    place.addWidget(whole)
    whole.show()


def opener(account: Account) -> QWidget:
    """The button that opens a channel in the browser."""
    made = tool("open-external", tr("Open {handle} in the browser", handle=isolate(account.handle or "")))
    made.clicked.connect(lambda: open_address(account.url or ""))
    return made


def open_address(url: str) -> None:
    """Open an address, with https where none is said, in the browser or the mail program."""
    whole = url if url.startswith(("http://", "https://", "mailto:")) else f"https://{url.lstrip('/')}"
    QDesktopServices.openUrl(QUrl(whole))


def mail_button(email: str, formats: Formats) -> QPushButton | str:
    """A link that begins an e-mail; hidden figures hide it too."""
    if formats.hide_internal:
        return HIDDEN
    made = ElidedLink(email)
    made.setAccessibleName(tr("Write to {email}", email=email))
    made.clicked.connect(lambda: open_address(f"mailto:{email}"))
    return made


def platform_label(platform: str | None) -> str:
    """A platform's name."""
    return tr(dict(PLATFORMS).get(platform or "", platform or ""))


def platform_icon(platform: str | None) -> str:
    """A platform's icon, a globe for those without one."""
    return platform if platform in icons.FILES and platform in dict(PLATFORMS) else "globe"


def followers_words(reading: AccountSnapshot | None, formats: Formats) -> str:
    """Followers in full."""
    return number(reading.followers, formats.locale) if reading and reading.followers is not None else "–"


def variant_words(variant: str | None) -> str:
    """How an engagement rate was worked out."""
    return tr(AccountSnapshot.entity.field("er_variant").choice(variant or "unknown"))


def as_of_words(reading: AccountSnapshot | None, formats: Formats) -> str:
    """The day of a reading."""
    return tr("as of {day}", day=show_day(reading.day, formats.locale)) if reading else ""


def relation_words(row: ListedCreator) -> str:
    """The relations to the house, joined."""
    return ", ".join(tr(dict(TIES).get(one, one)) for one in row.relations)


def standing_words(row: ListedCreator) -> str:
    """Where the relationship stands."""
    return tr(dict(STANDINGS).get(row.standing, row.standing))


def summary_line(view: CreatorView, desk: Desk) -> str:
    """Country, languages, relations, standing and owner, as far as they are known."""
    creator = view.whole.creator
    return join(
        (
            territory(creator.country, desk.locale) if creator.country else "",
            ", ".join(language(one, desk.locale) for one in creator.langs),
            relation_words(view.row),
            standing_words(view.row),
            tr("Owner {name}", name=isolate(view.row.owner)) if view.row.owner else tr("No owner"),
        )
    )


def say_blocked(strip: Strip, view: CreatorView, desk: Desk, *, action: str = "") -> None:
    """Say in a strip that nobody may contact this creator, on which channel and why; hide it where all may."""
    if not view.whole.blocks:
        strip.say("danger", "")
        return
    block = view.whole.blocks[0]
    fields = block.entity
    words = join(
        (
            tr(fields.field("channel").choice(block.channel or "all")),
            tr(fields.field("reason").choice(block.reason or "other")),
            tr("since {day}", day=show_day(block.since, desk.locale)) if block.since else "",
            block.source or "",
        )
    )
    strip.say("danger", tr("Do not contact"), words, action=action)


def local_day(moment: str, desk: Desk) -> str:
    """The day of a stored moment here, as stored."""
    return parse_moment(moment).astimezone(zone_of(desk.zone)).date().isoformat()


def next_words(row: ListedCreator, desk: Desk) -> str:
    """When the next step is due."""
    return due(row.next_step, desk.today(), desk.locale) if row.next_step else tr("None planned")
