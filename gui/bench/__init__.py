"""How fast the window is: each file measures one thing, offscreen, in a process of its own."""
