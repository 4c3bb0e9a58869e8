"""Which files can be chosen, as a file dialog takes it."""

LISTS = (
    "Contact lists (*.csv *.tsv *.txt *.xlsx *.ods *.vcf *.vcard)",
    "All files (*)",
)
TABLES = ("Tables (*.csv *.tsv *.txt *.xlsx *.ods)", "All files (*)")
