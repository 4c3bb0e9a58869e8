"""Exporting what a page shows, or everything."""
