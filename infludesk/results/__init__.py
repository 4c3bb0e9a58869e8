"""Results: what posts brought, by named formulas, each figure with its source and date."""
