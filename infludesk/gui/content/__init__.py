"""What the pages of content are made of: a piece, its post, and the check of it."""
