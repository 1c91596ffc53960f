"""A loopback Twilio with a small made-up law firm behind it. Imports nothing from the rest of the program."""
