"""How a firm's traffic looks from a carrier's side: gauges, repetition, pace (rules.md D)."""
