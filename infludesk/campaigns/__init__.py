"""Campaigns: a goal and an end, the creators in it, and the brief."""
