"""What people do with fields of their own."""

from collections.abc import Sequence
from typing import Any

from infludesk.db.rows import find, get, insert, trash, update
from infludesk.db.transaction import Tx
from infludesk.db.values import CHECKED, holds
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import fold, tr
from infludesk.records.custom import free_key, from_columns, is_whole, names_taken, to_columns
from infludesk.records.custom_store import custom_fields
from infludesk.records.model import CustomField, CustomValue

_STEP = 1_000  # values moved between two reports of progress


def add_custom_field(
    tx: Tx,
    *,
    table: str,
    label: str,
    kind: str,
    choices: Sequence[str] = (),
    help: str = "",  # noqa: A002  the field's own word, as in every declaration
    internal: bool = False,
    searchable: bool = False,
) -> str:
    """Give the records of a table a new field, behind those they have; returns its id.

    Args:
        tx: the transaction.
        table: one of ``custom.TABLES``.
        label: its name, as on the form.
        kind: one of the choices of ``CustomField.field_kind``.
        choices: the words to choose from, for a choice.
        help: one sentence below the field.
        internal: whether no client's document may hold it.
        searchable: whether search finds records by it.

    Raises:
        Problem: ``record.needed``: no name; ``custom.label``: a field has this name already;
            ``custom.choices``: a choice without words to choose from.
    """
    label = label.strip()
    tx.label('Add the field "{label}"', label=label)
    _refuse_label(tx, table, label)
    words = _words(kind, choices)
    last = max((one.position or 0 for one in custom_fields(tx.conn, table)), default=0)
    made = insert(
        tx,
        CustomField(
            table_name=table, key=_free_key(tx, table, label), label=label, field_kind=kind, choices=words,
            help=help.strip(), internal=internal, searchable=searchable, position=last + 1,
        ),
    )  # fmt: skip
    return made.id


def change_custom_field(tx: Tx, *, field_id: str, **fields: Any) -> None:
    """Change what a field is: ``label``, ``kind``, ``choices``, ``help``, ``internal``, ``searchable``, ``position``.

    A choice taken away stays in the records that hold it.

    Raises:
        Problem: as for ``add_custom_field``; ``custom.kind``: values of this kind cannot be kept as the other.
    """
    one = get(tx.conn, CustomField, field_id)
    tx.label("Change the field {field}", field=ref("custom_field", field_id))
    if "label" in fields:
        fields["label"] = fields["label"].strip()
        _refuse_label(tx, one.table_name or "", fields["label"], but=field_id)
    kind = fields.pop("kind", None) or one.field_kind or ""
    if kind != one.field_kind or "choices" in fields:
        fields["choices"] = _words(kind, fields.get("choices", one.choices))
    if kind != one.field_kind:
        _refuse_kind(tx, one, kind, fields["choices"])
        fields["field_kind"] = kind
    changed = {name: value for name, value in fields.items() if getattr(one, name) != value}
    if changed:
        update(tx, CustomField, field_id, **changed)


def order_custom_fields(tx: Tx, *, field_ids: Sequence[str]) -> None:
    """Put the fields of a table into this order."""
    tx.label("Change the order of fields")
    for place, field_id in enumerate(field_ids, 1):
        if get(tx.conn, CustomField, field_id).position != place:
            update(tx, CustomField, field_id, position=place)


def trash_custom_field(tx: Tx, *, field_id: str) -> None:
    """Move a field to the trash with all that records hold in it; Trash and Undo bring both back."""
    tx.label("Move the field {field} to Trash", field=ref("custom_field", field_id))
    # Nothing stands on a value: all of them go by one statement, where asking what needs each would take minutes.
    sql = "SELECT rowid FROM custom_value WHERE field_id = ? AND deleted_at IS NULL"
    rows = [(tx.moment, tx.moment, row[0]) for row in tx.conn.execute(sql, (field_id,))]
    for done in range(0, len(rows), _STEP):
        tx.progress(done, len(rows))
        tx.conn.executemany(
            "UPDATE custom_value SET deleted_at = ?, deleted_as = 'trash', updated_at = ? WHERE rowid = ?",
            rows[done : done + _STEP],
        )
    trash(tx, "custom_field", [field_id])


def set_custom_value(tx: Tx, *, record: str, field_id: str, value: Any) -> None:
    """Change what a record, ``table:uuid``, holds in a field; None or empty text clears it.

    Raises:
        Problem: ``record.value``: the field's kind cannot hold it.
    """
    tx.label("Change {field} of {record}", field=ref("custom_field", field_id), record=record)
    one = get(tx.conn, CustomField, field_id)
    kind = one.field_kind or ""
    value = value.strip() or None if isinstance(value, str) else value
    _refuse_value(one, value)
    # not by its seed: the value of a record merged into this one keeps its id
    sql = "SELECT * FROM custom_value WHERE record = ? AND field_id = ? AND deleted_at IS NULL"
    old = tx.conn.execute(sql, (record, field_id)).fetchone()
    if (None if old is None else from_columns(kind, old)) == value:
        return
    columns = to_columns(kind, value)
    if old is None:
        insert(tx, CustomValue(field_id=field_id, record=record, **columns))
    else:
        update(tx, CustomValue, old["id"], **columns)


def _refuse_value(one: CustomField, value: Any) -> None:
    kind = one.field_kind or ""
    if value is None:
        return
    if kind in CHECKED:
        fits = holds(kind, value)
    elif kind == "choice":
        fits = value in one.choices
    else:
        fits = isinstance(value, bool if kind == "yes" else str)
    if not fits:
        raise Problem(
            "record.value",
            tr('"{value}" does not fit {field}.', value=str(value), field=one.label),
            tr("Nothing was changed."),
        )


def _words(kind: str, choices: Sequence[str]) -> tuple[str, ...]:
    """The words of a choice, each once whatever its case."""
    if kind != "choice":
        return ()
    words: dict[str, str] = {}
    for word in choices:
        if word.strip():
            words.setdefault(fold(word), word.strip())
    if not words:
        raise Problem("custom.choices", tr("A choice needs words to choose from."), tr("Nothing was changed."))
    return tuple(words.values())


def _refuse_label(tx: Tx, table: str, label: str, *, but: str = "") -> None:
    own = (one for one in custom_fields(tx.conn, table) if one.id != but)
    if fold(label) in names_taken(tx.schema.by_table[table], own):
        raise Problem(
            "custom.label",
            tr('There is a field named "{label}" already.', label=label),
            tr("Nothing was changed. Choose another name, or use that field."),
        )


def _free_key(tx: Tx, table: str, label: str) -> str:
    """A key that no field has, in the trash or not; one taken back by Undo gives its key away."""
    taken = {
        row[0]
        for row in tx.conn.execute(
            "SELECT key FROM custom_field WHERE table_name = ? AND deleted_as IS NOT 'undo'", (table,)
        )
    }
    return free_key(label, taken)


def _refuse_kind(tx: Tx, one: CustomField, kind: str, choices: Sequence[str]) -> None:
    """Refuse another kind unless every value can be kept as it is."""
    held = find(tx.conn, CustomValue, "field_id = ? AND coalesce(value_text, value_int) IS NOT NULL", (one.id,))
    if not held:
        return
    fits = not is_whole(one.field_kind or "") and (
        kind == "long"
        or (kind == "text" and not any("\n" in (value.value_text or "") for value in held))
        or (kind == "choice" and all(value.value_text in choices for value in held))
    )
    if not fits:
        raise Problem(
            "custom.kind",
            tr("The values of {field} cannot be kept as this kind.", field=one.label),
            tr("Nothing was changed. Add another field instead."),
        )
