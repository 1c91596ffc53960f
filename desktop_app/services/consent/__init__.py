"""Who may be texted, on what proof, and the ledger that says so."""
