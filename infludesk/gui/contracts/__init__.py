"""What the pages of contracts are made of."""
