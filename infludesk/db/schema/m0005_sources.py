"""Finding where a record came from: the imported rows by what they became."""

DDL = ("CREATE INDEX import_row_by_target ON import_row(target) WHERE target IS NOT NULL",)
