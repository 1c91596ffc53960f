"""Brieftext: a small law firm's text messages, its proof of consent, and the one gate they pass."""
