"""Client reports: pure data first, then pages."""
