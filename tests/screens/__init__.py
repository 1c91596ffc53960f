"""Pictures of every screen, from the real widgets with practice data."""
