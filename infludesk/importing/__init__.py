"""Import: files become sheets, sheets become plans, plans become creators and numbers in one batch."""
