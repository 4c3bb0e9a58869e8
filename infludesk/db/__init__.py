"""SQLite: one file, its schema, its change log, its search and its backups. Knows no feature."""
