"""How a text leaves, how one arrives, and what is known about each."""
