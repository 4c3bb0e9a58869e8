"""Gifts and loans: products, what was sent to whom, and what comes back."""
