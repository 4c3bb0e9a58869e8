"""Lists narrowed and ordered by fields of the user's own, as SQL over any list of their records."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from infludesk.db.driver import Connection
from infludesk.db.search import like_pattern
from infludesk.kernel.money import Money
from infludesk.records.custom import PREFIX, is_whole
from infludesk.records.custom_store import custom_fields
from infludesk.records.model import CustomField


@dataclass(frozen=True, slots=True)
class Condition:
    """What a record must hold in a field; every part narrows.

    Attributes:
        name: the field's, ``custom.<key>``; a condition on a field that is gone narrows nothing.
        equal: the word of a choice, or yes or no; a record that says nothing counts as no.
        contains: a part of the text, whatever its case and accents.
        least, most: the bounds of a number, day or amount, themselves included; None for open.
    """

    name: str
    equal: str | bool | None = None
    contains: str = ""
    least: Any = None
    most: Any = None


@dataclass(frozen=True, slots=True)
class Order:
    """What puts a list into a field's order: a join, the terms with ``{way}`` for the direction, and what is bound."""

    join: str
    terms: str
    params: dict[str, Any]


def narrowed(
    conn: Connection, table: str, alias: str, conditions: Sequence[Condition]
) -> tuple[list[str], dict[str, Any]]:
    """The conditions on rows of ``table``, known as ``alias``, and the named values bound in them."""
    known = {PREFIX + (one.key or ""): one for one in custom_fields(conn, table)} if conditions else {}
    parts: list[str] = []
    params: dict[str, Any] = {}
    for number, wanted in enumerate(conditions):
        if (one := known.get(wanted.name)) is None:
            continue
        tests, values = _tests(one, wanted, f"own{number}")
        without = "NOT " if wanted.equal is False else ""
        parts.append(
            f"{alias}.id {without}IN (SELECT substr(record, {len(table) + 2}) FROM custom_value "
            f"WHERE field_id = :own{number} AND deleted_at IS NULL AND {' AND '.join(tests)})"
        )
        params |= {f"own{number}": one.id} | values
    return parts, params


def order(conn: Connection, table: str, alias: str, name: str) -> Order | None:
    """The order of a field, ``custom.<key>``, for rows of ``table`` known as ``alias``; None where it is gone.

    Choices come in their own order, amounts by currency; records without a value are last both ways.
    """
    one = next((one for one in custom_fields(conn, table) if PREFIX + (one.key or "") == name), None)
    if one is None:
        return None
    # The plus keeps SQLite to the index by record: all of a field's values once for each row would take hours.
    join = (
        f"LEFT JOIN custom_value AS own ON own.record = '{table}:' || {alias}.id AND +own.field_id = :sorted "
        "AND own.deleted_at IS NULL"
    )
    params: dict[str, Any] = {"sorted": one.id}
    if is_whole(one.field_kind or ""):
        first = "own.value_currency {way}, " if one.field_kind == "money" else ""
        return Order(join, f"own.value_int IS NULL, {first}own.value_int {{way}}, {alias}.id", params)
    by = "own.value_text"
    if one.field_kind == "choice":
        params |= {f"word{place}": word for place, word in enumerate(one.choices)}
        whens = " ".join(f"WHEN :word{place} THEN {place}" for place in range(len(one.choices)))
        by = f"CASE own.value_text {whens} ELSE {len(one.choices)} END"
    elif one.field_kind != "day":
        by = "fold(own.value_text)"
    return Order(join, f"own.value_text IS NULL, {by} {{way}}, {alias}.id", params)


def _tests(one: CustomField, wanted: Condition, name: str) -> tuple[list[str], dict[str, Any]]:
    column = "value_int" if is_whole(one.field_kind or "") else "value_text"
    tests = [f"{column} IS NOT NULL"]
    params: dict[str, Any] = {}
    if wanted.equal is not None:
        tests.append(f"{column} = :{name}_is")
        params[f"{name}_is"] = True if wanted.equal is False else wanted.equal
    if wanted.contains:
        # Folding each text costs more than all else: plain ones are compared by SQLite itself.
        pattern = f"LIKE :{name}_has ESCAPE '\\'"
        accented = "length(value_text) <> length(CAST(value_text AS BLOB))"
        tests.append(f"(value_text {pattern} OR ({accented} AND fold(value_text) {pattern}))")
        params[f"{name}_has"] = like_pattern(wanted.contains)
    for sign, what, bound in ((">=", "least", wanted.least), ("<=", "most", wanted.most)):
        if bound is not None:
            tests.append(f"{column} {sign} :{name}_{what}")
            params[f"{name}_{what}"] = bound.minor if isinstance(bound, Money) else bound
            if isinstance(bound, Money):
                tests.append(f"value_currency = :{name}_in")
                params[f"{name}_in"] = bound.currency
    return tests, params
