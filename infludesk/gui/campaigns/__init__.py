"""What the pages and tabs of campaigns are made of."""
