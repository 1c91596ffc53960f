"""How carriers are likely to see the firm's numbers, worked out from the store."""
