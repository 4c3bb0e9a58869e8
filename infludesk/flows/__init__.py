"""Verbs and readings that touch several features."""
