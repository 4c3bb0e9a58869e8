"""Verbs that touch several features in one batch."""
