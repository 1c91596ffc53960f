"""What touches the outside: Twilio, the keyring, files, the clock. Chosen in composition only."""
