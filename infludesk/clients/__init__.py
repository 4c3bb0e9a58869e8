"""Clients: who orders and pays."""
