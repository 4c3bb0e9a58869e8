"""A report's figures as plain data, for files and other programs."""

from typing import Any

from infludesk.kernel.text import tr
from infludesk.reports.blocks import Report, Told
from infludesk.results.figures import Figure

_PLACES = 6


def as_data(report: Report) -> dict[str, Any]:
    """The figures of the ticked parts, ready for JSON.

    Returns:
        ``kind``, ``title``, ``client``, ``as_of`` and ``figures``: for each its part, whose it is and its label, then
        ``value`` in ``unit`` (ratio: 0.034; money: minor units of ``currency``; count; days), the
        ``variant``, ``as_of`` day, ``source``, ``n`` posts ``of`` all, and its parts; n/a is a null value with a
        ``reason``.
    """
    return {
        "kind": report.kind,
        "title": report.title,
        "client": report.brand.name,
        "as_of": report.look.as_of or None,
        "figures": [_told(told) for told in report.figures],
    }


def _told(told: Told) -> dict[str, Any]:
    figure = told.figure
    shown: dict[str, Any] = {"part": told.part, "subject": told.subject, "label": told.label, "value": _value(figure)}
    shown["unit"] = "ratio" if figure.unit == "ppm" else figure.unit
    for name in ("currency", "variant", "as_of", "source", "reason", "numerator", "denominator"):
        if (known := getattr(figure, name)) not in (None, ""):
            shown[name] = known
    if not figure.known and not figure.reason:
        shown["reason"] = tr("not recorded")
    return shown | ({"n": figure.n, "of": figure.of} if figure.of else {})


def _value(figure: Figure) -> int | float | None:
    if figure.value is None:
        return None
    return figure.value.numerator if figure.value.denominator == 1 else round(float(figure.value), _PLACES)
