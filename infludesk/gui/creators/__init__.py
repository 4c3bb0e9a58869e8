"""What the pages of creators are made of."""
