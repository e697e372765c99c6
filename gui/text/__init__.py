"""The text and what stands in it: editor, margin, ghost, completion, tabs."""
