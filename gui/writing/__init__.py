"""The tools of writing."""
