"""How the firm's own archive fills, and its pictures."""
