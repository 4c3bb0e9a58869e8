"""Where data came from: one row per import; the raw rows stay on this machine."""

from infludesk.kernel.fields import Row, choices, declare, entity

BASES = choices(
    consent="Consent", contract="Contract", legitimate_interest="Legitimate interest", legal_duty="Legal duty"
)


@entity("import_run", "Import", "Imports")
class ImportRun(Row):
    """One import, with the counts as shown to the user."""

    file_name: str | None = declare("text", "File", search=True, needed=True)
    sha256: str | None = declare("text", "Hash")
    sheet: str | None = declare("text", "Sheet")
    kind: str | None = declare("choice", "Kind", choices=choices(creators="Creators", metrics="Numbers"))
    source: str | None = declare("text", "Source")
    batch_id: str | None = declare("text", "Batch")
    run_by_id: str | None = declare("link", "By", table="member")
    run_at: str | None = declare("moment", "When")
    rows_in: int | None = declare("int", "Rows")
    created: int | None = declare("int", "Created")
    merged: int | None = declare("int", "Merged")
    skipped: int | None = declare("int", "Skipped")
    data_source: str | None = declare("text", "Source of the data", help="Where this list came from.")
    lawful_basis: str | None = declare("choice", "Lawful basis", choices=BASES)


ENTITIES = (ImportRun.entity,)
