"""InfluDesk: influencer relations in a file you own."""
