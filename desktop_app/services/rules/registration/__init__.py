"""What a registration asks, what is wrong with the answers, and by when (rules.md G)."""
