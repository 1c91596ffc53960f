"""What is said about the words of a text before it leaves (rules.md section C)."""
