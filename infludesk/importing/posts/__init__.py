"""Numbers of posts: which file they are from, and whose post each row is."""
