"""Making and changing contact records."""
