"""Content: deliverables, published posts and what they disclose."""
