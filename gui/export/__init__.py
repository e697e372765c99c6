"""Out of the window: files of every format, and paper."""
