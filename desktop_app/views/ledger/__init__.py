"""One person’s ledger: every change to who may be texted, with what it rests on."""
