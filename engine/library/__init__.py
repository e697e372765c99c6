"""The composer's folders of tunes: which files there are, what is in them, and a search through all of it."""
