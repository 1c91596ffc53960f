"""The first screens a new computer shows, and what stands in the way of opening the records."""
