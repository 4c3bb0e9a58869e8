"""What the page of imports is made of: the two wizards and what follows an import."""
