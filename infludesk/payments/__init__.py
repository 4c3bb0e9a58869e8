"""Payments: what the client is charged, what the creator gets, what else it costs."""
