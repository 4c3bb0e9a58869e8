"""What the page of a campaign's report is made of."""
