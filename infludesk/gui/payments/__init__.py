"""Payments on screen: what is due, what was paid, on which invoice, and to whom."""
