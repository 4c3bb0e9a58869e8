"""Creators: people, their channels, ties, tags and the whole relationship."""
