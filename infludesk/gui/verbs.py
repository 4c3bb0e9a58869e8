"""Every command of the program, declared once: its words, menu and keys; who can do it now is asked of the page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Menu = Literal["file", "edit", "view", "record", "tools", "help"]
MENUS: tuple[tuple[Menu, str], ...] = (
    ("file", "File"), ("edit", "Edit"), ("view", "View"), ("record", "Record"), ("tools", "Tools"), ("help", "Help"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verb:
    """A command.

    Attributes:
        id: its name in code.
        label: English words; a page may say them more exactly in its offer.
        menu: where it stands.
        keys: its sequences, the one shown first; tried as portable text.
        group: verbs of one group stand together in the menu.
        page: the page's key, for the verbs that go to a page.
    """

    id: str
    label: str
    menu: Menu
    keys: tuple[str, ...] = ()
    group: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """That a verb can be done now, or why not.

    Attributes:
        run: does it.
        label: the words in place of the verb's own.
        why_not: why it cannot be done now; empty where it can.
        checked: for a verb that is on or off; None for all others.
    """

    run: Callable[[], None]
    label: str = ""
    why_not: str = ""
    checked: bool | None = None


VERBS = (
    Verb("workspace.new", "New workspace…", "file", group="workspace"),
    Verb("workspace.open", "Open workspace…", "file", ("Ctrl+O",), "workspace"),
    Verb("workspace.folder", "Show workspace folder", "file", (), "workspace"),
    Verb("me", "Change my name…", "file", (), "workspace"),
    Verb("new", "New", "file", ("Ctrl+N",), "new"),
    Verb("import", "Import contacts…", "file", ("Ctrl+Shift+I",), "import"),
    Verb("import.paste", "Paste a list", "file", ("Ctrl+V",), "import"),
    Verb("import.numbers", "Import numbers…", "file", (), "import"),
    Verb("export", "Export…", "file", ("Ctrl+Shift+X",), "export"),
    Verb("calendar_file", "Calendar file…", "file", (), "export"),
    Verb("pdf", "Create PDF…", "file", ("Ctrl+P",), "export"),
    Verb("back_up", "Back up now", "file", ("Ctrl+Shift+B",), "export"),
    Verb("saved", "Is it saved?", "file", ("Ctrl+S",), "quit"),
    Verb("close", "Close window", "file", ("Ctrl+W",), "quit"),
    Verb("quit", "Quit", "file", ("Ctrl+Q",), "quit"),
    Verb("undo", "Undo", "edit", ("Ctrl+Z",), "undo"),
    Verb("redo", "Redo", "edit", ("Ctrl+Shift+Z", "Ctrl+Y"), "undo"),
    Verb("find", "Find or do…", "edit", ("Ctrl+K",), "find"),
    Verb("find.actions", "Find an action…", "edit", ("Ctrl+Shift+P",), "find"),
    Verb("filter", "Filter this list", "edit", ("Ctrl+F",), "find"),
    Verb("filter.more", "More filters…", "edit", ("Ctrl+Shift+F",), "find"),
    Verb("trash", "Move to Trash", "edit", ("Del",), "trash"),
    Verb("go.today", "Today", "view", ("Ctrl+1",), "pages", "today"),
    Verb("go.creators", "Creators", "view", ("Ctrl+2",), "pages", "creators"),
    Verb("go.campaigns", "Campaigns", "view", ("Ctrl+4",), "pages", "campaigns"),
    Verb("go.content", "Content", "view", ("Ctrl+5",), "pages", "content"),
    Verb("go.contracts", "Contracts", "view", ("Ctrl+6",), "pages", "contracts"),
    Verb("go.payments", "Payments", "view", ("Ctrl+7",), "pages", "payments"),
    Verb("go.results", "Results", "view", ("Ctrl+8",), "pages", "results"),
    Verb("go.imports", "Imports", "view", (), "pages", "imports"),
    Verb("go.history", "History", "view", (), "pages", "history"),
    Verb("go.backups", "Backups", "view", (), "pages", "backups"),
    Verb("go.trash", "Trash", "view", (), "pages", "trash"),
    Verb("go.duplicates", "Duplicates", "view", (), "tabs", "duplicates"),
    Verb("go.gifts", "Gifts", "view", (), "tabs", "gifts"),
    Verb("go.products", "Products", "view", (), "tabs", "products"),
    Verb("go.benefits", "Benefits", "view", (), "tabs", "benefits"),
    Verb("go.evidence", "Evidence", "view", (), "tabs", "evidence"),
    Verb("go.counters", "Counters", "view", (), "tabs", "counters"),
    Verb("go.rule_packs", "Rule packs", "view", (), "tabs", "rule_packs"),
    Verb("go.invoices", "Invoices", "view", (), "tabs", "invoices"),
    Verb("go.payees", "Payees", "view", (), "tabs", "payees"),
    Verb("back", "Back", "view", ("Alt+Left",), "way"),
    Verb("forward", "Forward", "view", ("Alt+Right",), "way"),
    Verb("tab.next", "Next tab", "view", ("Ctrl+Tab",), "way"),
    Verb("tab.previous", "Previous tab", "view", ("Ctrl+Shift+Tab",), "way"),
    Verb("pane.next", "Next pane", "view", ("F6",), "way"),
    Verb("pane.previous", "Previous pane", "view", ("Shift+F6",), "way"),
    Verb("sidebar", "Sidebar", "view", ("F9",), "parts"),
    Verb("inspector", "Inspector", "view", ("Ctrl+I",), "parts"),
    Verb("columns", "Columns…", "view", ("Ctrl+Shift+K",), "parts"),
    *(Verb(f"view.{place}", f"View {place}", "view", (f"Alt+{place}",), "views") for place in range(1, 10)),
    Verb("look.system", "Appearance: as the system", "view", (), "look"),
    Verb("look.light", "Appearance: light", "view", (), "look"),
    Verb("look.dark", "Appearance: dark", "view", (), "look"),
    Verb("density", "Compact rows", "view", (), "look"),
    Verb("hide_internal", "Hide internal figures", "view", (), "look"),
    Verb("open", "Open", "record", (), "open"),
    Verb("log", "Log contact", "record", ("Ctrl+L",), "do"),
    Verb("add_to_campaign", "Add to campaign…", "record", ("Ctrl+Shift+A",), "do"),
    Verb("merge", "Merge…", "record", (), "do"),
    Verb("merge_all", "Merge all exact", "record", (), "do"),
    Verb("main", "Main action", "record", ("Ctrl+Return", "Ctrl+Enter"), "do"),
    Verb("second", "Second action", "record", ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"), "do"),
    Verb("deliverable", "Add deliverable…", "record", (), "do"),
    Verb("fees", "Set fees…", "record", (), "do"),
    Verb("hand_in", "Hand in draft…", "record", (), "do"),
    Verb("file", "Add file…", "record", (), "do"),
    Verb("live", "Mark live…", "record", (), "do"),
    Verb("next_action", "Set next action…", "record", (), "do"),
    Verb("move", "Move to another day…", "record", ("Ctrl+Shift+M",), "do"),
    Verb("dates", "Move dates…", "record", (), "do"),
    Verb("owner", "Change owner…", "record", (), "do"),
    Verb("parcel.ship", "Mark shipped…", "record", (), "parcel"),
    Verb("parcel.deliver", "Mark delivered…", "record", (), "parcel"),
    Verb("parcel.return", "Mark returned…", "record", (), "parcel"),
    Verb("parcel.copy", "Copy tracking number", "record", (), "parcel"),
    Verb("pack.default", "Set default for a market…", "record", (), "pack"),
    Verb("pack.turn", "Turn off for new work", "record", (), "pack"),
    Verb("pack.edit", "Edit a copy of the rule pack…", "record", (), "pack"),
    Verb("pack.save", "Save rule pack as file…", "record", (), "pack"),
    Verb("clause.up", "Move clause up", "record", ("Alt+Up",), "clause"),
    Verb("clause.down", "Move clause down", "record", ("Alt+Down",), "clause"),
    Verb("evidence.verify", "Verify hashes", "record", (), "evidence"),
    Verb("evidence.bundle", "Evidence bundle…", "record", (), "evidence"),
    Verb("stage.next", "Move to the next stage", "record", ("Ctrl+Shift+Right",), "stage"),
    Verb("stage.previous", "Move to the stage before", "record", ("Ctrl+Shift+Left",), "stage"),
    Verb("item.next", "Next open item", "record", ("F8",), "item"),
    Verb("item.previous", "Previous open item", "record", ("Shift+F8",), "item"),
    Verb("record.next", "Next record", "record", ("Alt+PgDown",), "item"),
    Verb("record.previous", "Previous record", "record", ("Alt+PgUp",), "item"),
    Verb("history", "History of this record", "record", ("Ctrl+Shift+H",), "history"),
    Verb("check", "Check a caption", "tools", ("Ctrl+Shift+D",), "check"),
    Verb("check.post", "Check a post item by item", "tools", (), "check"),
    Verb("check_file", "Check this workspace", "tools", (), "check"),
    Verb("help", "Help", "help", ("F1",), "help"),
    Verb("shortcuts", "Keyboard shortcuts", "help", ("Ctrl+/",), "help"),
    Verb("about", "About InfluDesk", "help", (), "help"),
)
_BY_ID = {verb.id: verb for verb in VERBS}


def verb(verb_id: str) -> Verb:
    """A verb by its id."""
    return _BY_ID[verb_id]
