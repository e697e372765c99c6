"""A MIDI keyboard: notes that are written, phrases that are answered."""
