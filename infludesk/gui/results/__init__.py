"""What the pages of results are made of: what they read, and the grid that numbers are typed in."""
