"""Rows as people: what each says, who it may be, what is written."""
