"""The rule book as pure functions. No database, no clock, no network."""
