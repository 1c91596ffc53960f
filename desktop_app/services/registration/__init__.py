"""What the program makes for a registration: texts, ready answers, entries for a calendar."""
