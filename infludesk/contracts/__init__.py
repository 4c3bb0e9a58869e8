"""Contracts: terms, usage rights, the checklist and the rule packs they cite."""
