"""What is stored, and the value types. No Qt, no network, no services."""
