"""What no term can say: an end before its start, no days at all, for ever and yet with an end."""

from infludesk.kernel.dates import show_day
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Row
from infludesk.kernel.text import own_locale, tr

_SPANS = (("starts_on", "ends_on"), ("starts_on", "planned_end"), ("starts_on", "stopped_on"))
_COUNTS = ("days", "days_before", "days_after", "notice_days")


def refuse_impossible(row: Row) -> None:
    """Let a term pass that can hold.

    Raises:
        Problem: ``dates.order``: it would end before it begins; ``days.negative``; ``right.for_ever``: for ever, and
            yet with an end; ``money.negative``.
    """
    fields = {field.name: getattr(row, field.name) for field in row.entity.fields}
    for first, last in _SPANS:
        if fields.get(first) and fields.get(last) and fields[last] < fields[first]:
            raise _too_early(fields[first], fields[last])
    for name in _COUNTS:
        least = 1 if name == "days" else 0
        if fields.get(name) is not None and fields[name] < least:
            raise Problem(
                "days.negative",
                tr("{field} cannot be {n}.", field=tr(row.entity.field(name).label), n=fields[name]),
                tr("The old number is kept. Leave it empty where none is agreed."),
            )
    if fields.get("perpetual") and (fields.get("ends_on") or fields.get("days")):
        raise Problem(
            "right.for_ever",
            tr("A right for ever has no end."),
            tr("Nothing was changed. Clear its end and its days first."),
        )
    if (cap := fields.get("spend_cap")) is not None and cap.minor < 0:
        raise Problem("money.negative", tr("An amount cannot be below zero."), tr("The old amount is kept."))


def _too_early(start: str, end: str) -> Problem:
    return Problem(
        "dates.order",
        tr(
            "{end} is before {start}.",
            end=show_day(end, own_locale()),
            start=show_day(start, own_locale()),
        ),
        tr("The old date is kept. The end cannot come before the start."),
    )
