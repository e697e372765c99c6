"""Engraving: a tune's text to drawings of its systems, in a child process."""
