"""How fast the program is on this machine. Ratios, medians, variants interleaved in one run."""
