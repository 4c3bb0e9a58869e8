"""The posts of a compliance report: each with its checks, findings with their sections, proof and fixes."""

from infludesk.content.model import OUTCOMES, RESULTS
from infludesk.kernel.text import isolate, join, plural, tr
from infludesk.reports.blocks import Block, Cell, Column, Heading, Link, Strong, Table, Text, Two
from infludesk.reports.compliance_facts import ComplianceFacts, FindingLine, LookLine, PostLine, ProofLine
from infludesk.reports.compliance_tables import Show
from infludesk.reports.compliance_words import fix_words, pieces, proof_words

_ORDER = {"no": 0, "unsure": 1}
_WIDE = 100  # mm of the first column


def posts(facts: ComplianceFacts, show: Show) -> tuple[Block, ...]:
    """The checked posts of the period, and those of other days with a failure that nobody corrected."""
    shown = [post for post in facts.posts if post.looks and (post.inside or post.open)]
    head = Heading(part="posts", title=tr("Checked and fixed, by post"))
    if not shown:
        return head, Text(part="posts", text=tr("No post was checked."))
    return head, *(_post(post, "posts", facts, show) for post in shown)


def drafts(facts: ComplianceFacts, show: Show) -> tuple[Block, ...]:
    """The drafts that were checked before they were published."""
    if not facts.drafts:
        return ()
    head = Heading(part="drafts", title=tr("Drafts checked before publication"))
    return head, *(_post(one, "drafts", facts, show) for one in facts.drafts)


def _post(post: PostLine, part: str, facts: ComplianceFacts, show: Show) -> Table:
    name = join((isolate(post.creator), post.what, show.day(post.day) if post.day else ""))
    campaign = isolate(post.campaign) if facts.whole else ""
    columns = (Column(join((campaign, name)), _WIDE), Column(tr("Section"), 36), Column(tr("Result"), 38))
    rows: list[tuple[Cell, ...]] = []
    if post.url:
        rows.append((Link(post.url, post.url), "", ""))
    if post.connection:
        rows += [(text, "", "") for text in pieces(_about(post, show), _WIDE)]
    for look in post.looks:
        rows += _look(look, show)
    for proof in post.proofs:
        rows += _proof(proof, show)
    return Table(part=part, columns=columns, rows=tuple(rows))


def _about(post: PostLine, show: Show) -> str:
    gone = tr("gone since {day}", day=show.day(post.gone)) if post.gone else ""
    return join(
        (
            tr("published {at}", at=show.at(post.published_at)) if post.published_at else "",
            tr("connection: {what}", what=post.connection.lower()),
            tr("last seen live {day}", day=show.day(post.seen_live)) if post.seen_live else "",
            join((gone, isolate(post.gone_why)), ", "),
        ),
        "; ",
    )


def _look(look: LookLine, show: Show) -> list[tuple[Cell, ...]]:
    by = tr("by {name}", name=isolate(look.by)) if look.by else ""
    outcome = tr(dict(OUTCOMES).get(look.outcome, look.outcome))
    rows: list[tuple[Cell, ...]] = [
        (Two(tr("Checked {at}", at=show.at(look.checked_at)), join((by, look.pack), ", "), strong=True), "",
         Strong(outcome)),
    ]  # fmt: skip
    asked = [one for one in look.findings if one.result not in ("yes", "not_applicable")]
    for one in sorted(asked, key=lambda one: _ORDER.get(one.result, 1)):
        rows += _finding(one)
    rows += _kept([one for one in look.findings if one.result == "yes"])
    if look.fix and look.fix.state != "wanted":
        rows += _fix(look, show)
    elif look.outcome == "fail":
        rows.append((tr("No fix was asked for."), "", Strong(tr("Open")) if look.unfixed else tr("Passed later")))
    return rows


def _kept(kept: list[FindingLine]) -> list[tuple[Cell, ...]]:
    """The rules that were kept, by their codes: what each asks stands once, under Rules asked."""
    if not kept:
        return []
    codes = plural(len(kept), "{n} rule kept: {codes}", "{n} rules kept: {codes}",
                   codes=", ".join(one.rule for one in kept))  # fmt: skip
    texts = [*pieces(codes, _WIDE), *_seen(", ".join(dict.fromkeys(one.seen for one in kept if one.seen)))]
    return [(text, "", tr(dict(RESULTS)["yes"]) if text is texts[0] else "") for text in texts]


def _seen(words: str) -> list[str]:
    return pieces(tr("Seen: {words}", words=isolate(words)), _WIDE) if words else []


def _finding(one: FindingLine) -> list[tuple[Cell, ...]]:
    result = tr(dict(RESULTS).get(one.result, one.result))
    texts = pieces(join((one.rule, one.text)) if one.text != one.rule else one.rule, _WIDE)
    first: tuple[Cell, ...] = (texts[0], one.cite, Strong(result) if one.result == "no" else result)
    return [first, *((text, "", "") for text in (*texts[1:], *_seen(one.seen)))]


def _fix(look: LookLine, show: Show) -> list[tuple[Cell, ...]]:
    fix = look.fix
    if fix is None:
        return []
    steps = join(
        (
            tr("Fix asked for {at}", at=show.at(fix.asked_at)) if fix.asked_at else "",
            tr("reminded {at}", at=show.at(fix.reminded_at)) if fix.reminded_at else "",
            tr("fixed {at}", at=show.at(fix.fixed_at)) if fix.fixed_at else "",
        ),
        ", ",
    )
    wanted = pieces(tr("To change: {words}", words=isolate(fix.wanted)), _WIDE) if fix.wanted else []
    state = fix_words(fix, show.at)
    return [(steps, "", state), *((text, "", "") for text in wanted)]


def _proof(one: ProofLine, show: Show) -> list[tuple[Cell, ...]]:
    what, state = proof_words(one, show.at)
    return [(Two(isolate(what), one.digest), "", state)]
