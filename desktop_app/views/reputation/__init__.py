"""The Reputation page: how carriers are likely to see the firm's numbers."""
