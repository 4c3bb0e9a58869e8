"""Where data came from: one row per import; the raw rows stay on this machine."""

from infludesk.creators.model import BASES
from infludesk.kernel.fields import Row, choices, declare, entity


@entity("import_mapping", "Mapping", "Mappings", seed=("source", "fingerprint"))
class ImportMapping(Row):
    """How the columns of a source are read, confirmed by a person; ``body`` is ``mapping.to_json``."""

    name: str | None = declare("text", "Name", search=True, needed=True)
    source: str | None = declare("text", "Source")
    fingerprint: str | None = declare("text", "Fingerprint of the headings", needed=True)
    body: str | None = declare("long", "Columns", needed=True)


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
    mapping_id: str | None = declare("link", "Mapping", table="import_mapping")


ENTITIES = (ImportMapping.entity, ImportRun.entity)
