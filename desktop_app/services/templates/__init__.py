"""Templates of texts: what the firm writes again and again, with the client's facts filled in."""
