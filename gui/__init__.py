"""The window. May import engine; nothing in engine imports it."""
