"""Programmes: KPI definitions shared by the group, with local targets."""
