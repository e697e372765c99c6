"""Looking for things: in the text, among its tunes, in a folder."""
