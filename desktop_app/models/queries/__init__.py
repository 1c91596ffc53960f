"""The read side: one file a screen, keyset pages only."""
