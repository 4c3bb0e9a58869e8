"""What a column can mean, and how its cells are read."""
