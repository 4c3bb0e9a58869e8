"""The schema as numbered steps: never edited once released, only added to."""
