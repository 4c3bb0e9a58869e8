"""What is declared and what is stored are the same, both ways."""

from infludesk.db.changelog import logged_tables
from infludesk.kernel.fields import BASE, Entity
from infludesk.workspace import SCHEMA, TITLES, Workspace


def declared(entity: Entity) -> dict[str, str]:
    """Column → type, as the fields say."""
    columns = dict.fromkeys(BASE, "TEXT")
    for field in entity.fields:
        for column in field.columns:
            whole = field.kind in ("int", "ppm", "yes") or column.endswith(("_minor", "_num", "_den"))
            columns[column] = "INTEGER" if whole else "TEXT"
    return columns


def test_every_field_has_its_columns_and_every_column_its_field(workspace: Workspace) -> None:
    for entity in SCHEMA.entities:
        sql = f"PRAGMA table_info({entity.table})"
        stored = workspace.read(lambda conn, sql=sql: {r["name"]: r["type"] for r in conn.execute(sql)})  # type: ignore[misc]
        stored.pop("rowid")
        assert stored == declared(entity), entity.table


def test_every_synced_table_is_declared(workspace: Workspace) -> None:
    assert set(workspace.read(logged_tables)) == set(SCHEMA.by_table)


def test_every_link_is_a_foreign_key_of_its_table(workspace: Workspace) -> None:
    for entity in SCHEMA.entities:
        sql = f"PRAGMA foreign_key_list({entity.table})"
        keys = workspace.read(lambda conn, sql=sql: {(r["from"], r["table"]) for r in conn.execute(sql)})  # type: ignore[misc]
        links = {(link.column, link.parent) for link in SCHEMA.links if link.child == entity.table and not link.ref}
        assert keys == links, entity.table


def test_fields_are_declared_whole() -> None:
    for entity in SCHEMA.entities:
        names = [field.name for field in entity.fields]
        assert len(names) == len(set(names))
        assert set(entity.seed) <= set(names)
        assert not set(names) & set(BASE)
        for field in entity.fields:
            assert field.label, (entity.table, field.name)
            assert bool(field.table) == (field.kind == "link"), (entity.table, field.name)
            if field.kind == "link":
                assert field.table in SCHEMA.by_table
                assert field.name.endswith("_id")
            codes = [code for code, _ in field.choices]
            assert len(codes) == len(set(codes))
            assert bool(codes) or field.kind not in ("choice", "flags"), (entity.table, field.name)


def test_every_title_is_a_column() -> None:
    for table, column in TITLES.items():
        assert column in declared(SCHEMA.by_table[table])
