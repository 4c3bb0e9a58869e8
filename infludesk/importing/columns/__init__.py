"""Which column of a sheet goes to which field: known sources, proposals, what was saved."""
