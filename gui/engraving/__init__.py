"""The engraver's process as the window knows it, and its drawings."""
