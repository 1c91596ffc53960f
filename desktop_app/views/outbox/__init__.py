"""The Outbox page: what waits to be sent, what asks for a person, and what did not go out."""
