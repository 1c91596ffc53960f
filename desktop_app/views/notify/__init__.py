"""Telling a person that a text came in while the window is not in front of them."""
