"""What is heard: the player as the window knows it, what to play, and loops."""
