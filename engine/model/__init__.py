"""The network as it runs: numpy alone."""
