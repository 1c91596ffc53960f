"""Rules and use cases. No Qt outside the two adapters that draw."""
