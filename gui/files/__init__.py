"""Files, the texts in tabs, and what keeps them from being lost."""
