"""Files, workbooks, cards and pasted text, read into one kind of sheet."""
