"""Preferences, shortcuts, the first start, models."""
