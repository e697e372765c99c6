"""The window around the text: its commands, its rows of controls, what it says."""
