"""The living score and the piano roll."""
