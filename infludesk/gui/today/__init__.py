"""What the page Today is made of."""
