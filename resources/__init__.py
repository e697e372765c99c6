"""Data only: models, icons, tunes; each folder says in SOURCES.md where it is from."""
