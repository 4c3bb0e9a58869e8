"""The e-mail that asks a creator to correct a post: what was found, the section, and the words that pass."""

from infludesk.content.fixes import ends_at
from infludesk.content.fixing import fix_terms
from infludesk.content.model import DisclosureCheck, DisclosureFinding, Post
from infludesk.content.naming import post_name
from infludesk.contracts import store as contracts
from infludesk.contracts.markets import label_for
from infludesk.contracts.model import RulePackRow
from infludesk.contracts.rulepacks import RulePack
from infludesk.creators.model import Creator
from infludesk.db.driver import Connection
from infludesk.db.rows import find, get
from infludesk.kernel.dates import moment, show_moment
from infludesk.kernel.mail import Mail
from infludesk.kernel.text import join, own_locale, tr
from infludesk.records import model as records
from infludesk.records.store import setting

_WHOSE = """
SELECT coalesce(n.creator_id, a.creator_id) FROM post AS p LEFT JOIN participation AS n ON n.id = p.participation_id
LEFT JOIN account AS a ON a.id = p.account_id WHERE p.id = ?
"""


def fix_mail(conn: Connection, check_id: str) -> Mail:
    """The draft that asks for the fix of a check; what is not known is left out.

    Raises:
        Problem: ``record.gone``.
    """
    check = get(conn, DisclosureCheck, check_id)
    post = get(conn, Post, check.post_id) if check.post_id else Post()
    row = conn.execute(_WHOSE, (check.post_id,)).fetchone()
    creator = get(conn, Creator, row[0]) if row and row[0] else Creator()
    stored = get(conn, RulePackRow, check.pack_id or "")
    pack = contracts.pack(conn, f"{stored.code}@{stored.version}")
    lines = (
        tr("Hello {name},", name=creator.name) if creator.name else tr("Hello,"),
        tr("please correct the disclosure of this post:"),
        join((post.title, post.url), "\n"),
        _found(conn, check_id, pack),
        tr("What to change: {words}", words=check.fix_wanted) if check.fix_wanted else "",
        _wording(pack, post, check),
        _until(conn, check),
        tr("Send us a screenshot once it is done, then we check it again."),
        setting(conn, records.HOUSE_NAME),
    )
    return Mail(
        to=[creator.email] if creator.email else [],
        subject=tr("Fix the disclosure: {post}", post=post_name(conn, check.post_id) or tr("your post")),
        text=join(lines, "\n\n") + "\n",
    )


def findings_words(conn: Connection, check_id: str) -> str:
    """What a check found broken or undecided, a line each, to begin the wish with."""
    stored = get(conn, RulePackRow, get(conn, DisclosureCheck, check_id).pack_id or "")
    return _lines(conn, check_id, contracts.pack(conn, f"{stored.code}@{stored.version}"), cited=False)


def _found(conn: Connection, check_id: str, pack: RulePack | None) -> str:
    lines = _lines(conn, check_id, pack, cited=True)
    return tr("What we found:\n{lines}", lines=lines) if lines else ""


def _lines(conn: Connection, check_id: str, pack: RulePack | None, *, cited: bool) -> str:
    lines = []
    for one in find(conn, DisclosureFinding, "check_id = ? AND result IN ('no', 'unsure')", (check_id,), "rowid"):
        rule = pack.rule(one.rule or "") if pack else None
        text = rule.text if rule else one.rule or ""
        cite = join((one.cite, pack.name if pack else ""), ", ") if cited else ""
        said = tr('{text} We saw: "{seen}".', text=text, seen=one.seen) if one.seen else text
        lines.append(tr("- {text} ({cite})", text=said, cite=cite) if cite else tr("- {text}", text=said))
    return "\n".join(lines)


def _wording(pack: RulePack | None, post: Post, check: DisclosureCheck) -> str:
    """A wording the pack names as fine; a doubtful one is not offered."""
    tie = check.connection_seen or post.connection or "paid"
    choice = label_for([pack], post.lang or pack.label_lang, tie) if pack else None
    if choice is None or choice.verdict != "fine":
        return ""
    cites = join(dict.fromkeys(reason.cite for reason in choice.reasons), "; ")
    return join((tr('Wording that passes: "{words}"', words=choice.text), f"({cites})" if cites else ""), " ")


def _until(conn: Connection, check: DisclosureCheck) -> str:
    terms = fix_terms(conn, check.post_id)
    if not check.fix_due:
        return tr("Correct it as soon as you can.")
    until = show_moment(moment(ends_at(check.fix_due, terms.zone)), own_locale(), terms.zone)
    words = tr("Correct it until {until} ({zone}).", until=until, zone=terms.zone)
    agreed = tr("Our contract agrees on {n} hours.", n=terms.hours) if terms.hours is not None else ""
    return join((words, agreed), " ")
