"""Fields of the user's own, on the screen."""
