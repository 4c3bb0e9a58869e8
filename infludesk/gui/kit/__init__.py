"""The widgets, cells and dialogs that every page is made of, and their look; they know no feature."""
